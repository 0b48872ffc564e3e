// Trillian with its storage in memory: its log server and its sequencer in one process, as the published programs of
// these know databases only. Those who need a tree make it by the admin API.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"sync"
	"time"

	"github.com/google/trillian"
	"github.com/google/trillian/extension"
	trillianlog "github.com/google/trillian/log"
	"github.com/google/trillian/monitoring"
	"github.com/google/trillian/quota"
	"github.com/google/trillian/server"
	"github.com/google/trillian/server/admin"
	"github.com/google/trillian/server/interceptor"
	"github.com/google/trillian/storage"
	"github.com/google/trillian/storage/memory"
	"github.com/google/trillian/util/clock"
	"github.com/google/trillian/util/election"
	"github.com/google/trillian/util/election2"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

func main() {
	address := flag.String("address", "127.0.0.1:8090", "where the server listens")
	flag.Parse()
	metrics := monitoring.InertMetricFactory{}
	trees := memory.NewTreeStorage()
	stored := memory.NewLogStorage(trees, metrics)
	registry := extension.Registry{
		AdminStorage:    memory.NewAdminStorage(trees),
		LogStorage:      &withoutDuplicates{LogStorage: stored, queued: map[string]*trillian.LogLeaf{}},
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

// withoutDuplicates says of a leaf that it is there already, as the storages in databases do and that in memory does not.
type withoutDuplicates struct {
	storage.LogStorage
	queueing sync.Mutex
	queued   map[string]*trillian.LogLeaf
}

func (s *withoutDuplicates) QueueLeaves(
	ctx context.Context, tree *trillian.Tree, leaves []*trillian.LogLeaf, at time.Time,
) ([]*trillian.QueuedLogLeaf, error) {
	s.queueing.Lock()
	defer s.queueing.Unlock()
	results := make([]*trillian.QueuedLogLeaf, 0, len(leaves))
	for _, leaf := range leaves {
		key := fmt.Sprintf("%d %x", tree.TreeId, leaf.LeafIdentityHash)
		if known, ok := s.queued[key]; ok {
			exists := status.New(codes.AlreadyExists, "the leaf already exists").Proto()
			results = append(results, &trillian.QueuedLogLeaf{Leaf: known, Status: exists})
			continue
		}
		result, err := s.LogStorage.QueueLeaves(ctx, tree, []*trillian.LogLeaf{leaf}, at)
		if err != nil {
			return nil, err
		}
		s.queued[key] = leaf
		results = append(results, result...)
	}
	return results, nil
}
