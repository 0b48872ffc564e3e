/** Real clients of an older series and of older patch releases, beside that of tests/clients. */
import { tryClients } from '../clients/clients.ts'

tryClients([
  { version: '4.1.0', distribution: 'pyspark-client', imagesPython: '3.13' },
  { version: '3.5.8', distribution: 'pyspark', imagesPython: '3.11' },
  { version: '3.5.7', distribution: 'pyspark', imagesPython: '3.11' },
])
