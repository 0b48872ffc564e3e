// Has policy-controller's programs trust the root of a TUF repository instead of the public Sigstore's: writes it to
// the folder that TUF_ROOT names, where these programs look: they have no option for it.
package main

import (
	"context"
	"flag"
	"log"
	"os"

	"github.com/sigstore/sigstore/pkg/tuf"
)

func main() {
	mirror := flag.String("mirror", "", "address of the TUF repository")
	root := flag.String("root", "", "file of its root.json")
	flag.Parse()
	text, err := os.ReadFile(*root)
	if err != nil {
		log.Fatal(err)
	}
	if err := tuf.Initialize(context.Background(), *mirror, text); err != nil {
		log.Fatal(err)
	}
}
