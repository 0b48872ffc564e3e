/** Real clients of two series; tests/family has those of older patch releases. */
import { tryClients } from './clients.ts'

tryClients([
  { version: '4.1.1', distribution: 'pyspark-client', imagesPython: '3.13' },
  { version: '3.5.8', distribution: 'pyspark', imagesPython: '3.11' },
])
