import { describe, expect, it } from 'vitest'
import { lay } from '../../tests/support/user-catalog.ts'

const lake = (iceberg: string, own: string): string => `
variants: { lake: { components: [os, jre, spark, iceberg, own], versions: ["4.1.*"] } }
components:
  iceberg: { conf: ${iceberg} }
  own: { conf: ${own} }
`

describe('two components that set one key', () => {
  it('to two values are an error that names both and says what to write', () => {
    expect(() => lay(lake('{ spark.a: 1 }', '{ spark.a: 2 }'))).toThrow(
      'my.yml:5:27: components.own.conf.spark.a: in 4.1.4-lake, iceberg sets it to "1" and own to "2": Spark takes one value. ' +
        'Leave it out of one of them, as in components: { iceberg: { conf: { spark.a: null } } }',
    )
    expect(() => lay(lake('{}', '{ spark.sql.catalog.iceberg: mine }'))).toThrow(
      'iceberg sets it to "org.sparkimages.IcebergCatalog" and own to "mine"',
    )
  })

  it('are fine once one of them leaves it out, or sets it for other versions', () => {
    lay(lake('{ spark.sql.catalog.iceberg: null }', '{ spark.sql.catalog.iceberg: mine }'))
    lay(lake('{ spark.a: { "3.5": 1 } }', '{ spark.a: 2 }'))
  })

  it('are fine where both say the same, or where Spark takes a list', () => {
    lay(lake('{ spark.a: true }', '{ spark.a: "true" }'))
    lay(lake('{}', '{ spark.sql.extensions: mine }'))
  })
})
