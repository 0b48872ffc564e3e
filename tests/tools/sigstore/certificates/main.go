// A log of certificates (RFC 6962) for Fulcio: the handlers of Google's CTFE with a tree of their own in Trillian. Its
// published program does not compile with this version of Trillian.
package main

import (
	"context"
	"flag"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/google/certificate-transparency-go/trillian/ctfe"
	"github.com/google/certificate-transparency-go/trillian/ctfe/configpb"
	"github.com/google/trillian"
	"github.com/google/trillian/client"
	"github.com/google/trillian/crypto/keys"
	"github.com/google/trillian/crypto/keys/der"
	"github.com/google/trillian/crypto/keyspb"
	"github.com/google/trillian/monitoring"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/durationpb"
)

func main() {
	address := flag.String("address", "", "where the server listens")
	trees := flag.String("trillian", "", "where Trillian listens")
	roots := flag.String("roots", "", "file with the authorities whose certificates it takes, in PEM")
	key := flag.String("key", "", "file of the private key that signs, as PKCS #8 in DER")
	flag.Parse()
	handlers, err := newHandlers(context.Background(), *trees, *roots, *key)
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(listener, handlers))
}

func newHandlers(ctx context.Context, trees, roots, key string) (http.Handler, error) {
	connection, err := grpc.NewClient(trees, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return nil, err
	}
	logs := trillian.NewTrillianLogClient(connection)
	tree, err := client.CreateAndInitTree(ctx, &trillian.CreateTreeRequest{Tree: &trillian.Tree{
		TreeState:       trillian.TreeState_ACTIVE,
		TreeType:        trillian.TreeType_LOG,
		MaxRootDuration: durationpb.New(time.Hour),
	}}, trillian.NewTrillianAdminClient(connection), logs)
	if err != nil {
		return nil, err
	}
	bytes, err := os.ReadFile(key)
	if err != nil {
		return nil, err
	}
	keys.RegisterHandler(&keyspb.PrivateKey{}, der.FromProto)
	private, err := anypb.New(&keyspb.PrivateKey{Der: bytes})
	if err != nil {
		return nil, err
	}
	config, err := ctfe.ValidateLogConfig(&configpb.LogConfig{
		LogId:        tree.TreeId,
		Prefix:       "certificates",
		RootsPemFile: []string{roots},
		PrivateKey:   private,
	})
	if err != nil {
		return nil, err
	}
	instance, err := ctfe.SetUpInstance(ctx, ctfe.InstanceOptions{
		Validated:     config,
		Client:        logs,
		Deadline:      10 * time.Second,
		MetricFactory: monitoring.InertMetricFactory{},
		RequestLog:    new(ctfe.DefaultRequestLog),
	})
	if err != nil {
		return nil, err
	}
	handlers := http.NewServeMux()
	for path, handler := range instance.Handlers {
		handlers.Handle(path, handler)
	}
	return handlers, nil
}
