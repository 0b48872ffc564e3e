/** A real client of the newest series that has one; tests/series has those of other series and patch releases. */
import { tryClients } from './clients.ts'

tryClients([{ version: '4.1.1', distribution: 'pyspark-client', imagesPython: '3.13' }])
