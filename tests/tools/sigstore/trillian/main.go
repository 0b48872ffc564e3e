// Trillian with its storage in memory: its log server and its sequencer in one process, as the published programs of
// these know databases only. Rekor creates its tree in it by the admin API.
package main

import (
	"context"
	"flag"
	"log"
	"net"
	"time"

	"github.com/google/trillian"
	"github.com/google/trillian/extension"
	trillianlog "github.com/google/trillian/log"
	"github.com/google/trillian/monitoring"
	"github.com/google/trillian/quota"
	"github.com/google/trillian/server"
	"github.com/google/trillian/server/admin"
	"github.com/google/trillian/server/interceptor"
	"github.com/google/trillian/storage/memory"
	"github.com/google/trillian/util/clock"
	"github.com/google/trillian/util/election"
	"github.com/google/trillian/util/election2"
	"google.golang.org/grpc"
)

func main() {
	address := flag.String("address", "127.0.0.1:8090", "where the server listens")
	flag.Parse()
	metrics := monitoring.InertMetricFactory{}
	trees := memory.NewTreeStorage()
	registry := extension.Registry{
		AdminStorage:    memory.NewAdminStorage(trees),
		LogStorage:      memory.NewLogStorage(trees, metrics),
		ElectionFactory: election2.NoopFactory{},
		QuotaManager:    quota.Noop(),
		MetricFactory:   metrics,
	}
	go trillianlog.NewOperationManager(trillianlog.OperationInfo{
		Registry:       registry,
		BatchSize:      100,
		NumWorkers:     1,
		RunInterval:    20 * time.Millisecond,
		TimeSource:     clock.System,
		ElectionConfig: election.RunnerConfig{TimeSource: clock.System},
	}, trillianlog.NewSequencerManager(registry, 0)).OperationLoop(context.Background())

	checks := interceptor.New(registry.AdminStorage, registry.QuotaManager, false, metrics)
	grpcServer := grpc.NewServer(grpc.ChainUnaryInterceptor(interceptor.ErrorWrapper, checks.UnaryInterceptor))
	trillian.RegisterTrillianLogServer(grpcServer, server.NewTrillianLogRPCServer(registry, clock.System))
	trillian.RegisterTrillianAdminServer(grpcServer, admin.New(registry, nil))
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(grpcServer.Serve(listener))
}
