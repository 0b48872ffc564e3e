// Sigstore's timestamp authority with a key in memory. Its published program also listens on a fixed port of all
// interfaces, for metrics, and ends where another process has that port; this one leaves the metrics out.
package main

import (
	"flag"
	"log"
	"time"

	"github.com/sigstore/timestamp-authority/v2/pkg/server"
	"github.com/spf13/viper"
)

func main() {
	port := flag.Int("port", 0, "where the server listens on 127.0.0.1")
	flag.Parse()
	// As the published program has them by default.
	viper.Set("timestamp-signer", "memory")
	viper.Set("timestamp-signer-hash", "sha256")
	viper.Set("default-policy-oid", "1.3.6.1.4.1.57264.2")
	viper.Set("accepted-policy-oids", []string{"1.3.6.1.4.1.57264.2"})
	log.Fatal(server.NewRestAPIServer("127.0.0.1", *port, []string{"http"}, false, time.Minute, time.Minute).Serve())
}
