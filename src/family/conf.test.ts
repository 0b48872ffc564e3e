import { describe, expect, it } from 'vitest'
import { lay, shipped } from '../../tests/support/user-catalog.ts'
import { confFiles } from './conf.ts'

/** The settings of a cell, without comments: those of the shipped catalog, and those of the user's behind them. */
function settingsOf(user: string, cell: string): { shipped: string[]; site: string[] } {
  const files = confFiles(lay(user), shipped.catalog)
  const linesOf = (name: string): string[] =>
    (files.get(`conf/${cell}/${name}`) ?? '').split('\n').filter((line) => /^[^#]/.test(line))
  return { shipped: linesOf('spark-defaults.conf'), site: linesOf('spark-defaults-site.conf') }
}

const ICEBERG = 'org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions'
const own = (conf: string): string =>
  `{ variants: { lake: { components: [os, jre, spark, iceberg, own] } }, components: { own: { conf: { ${conf} } } } }`

describe("Spark's defaults", () => {
  it('are those of the components that a cell has', () => {
    expect(settingsOf('', '4.1.1-baseline')).toEqual({ shipped: [], site: [] })
    expect(settingsOf('', '4.1.1-gpu').shipped).toEqual(['spark.plugins org.sparkimages.GpuPlugin'])
  })

  it('may differ by version', () => {
    const shim = (name: string): string =>
      `spark.rapids.shims-provider-override com.nvidia.spark.rapids.shims.${name}.SparkShimServiceProvider`
    expect(settingsOf('', '4.1.0-gpu').shipped).toContain(shim('spark411'))
    expect(settingsOf('', '3.5.8-gpu').shipped).toContain(shim('spark355'))
    const user = own('spark.a: { "3.5": 1, 4.1.1: 2, "*": 3 }')
    expect(settingsOf(user, '3.5.8-lake').site).toEqual(['spark.a 1'])
    expect(settingsOf(user, '4.1.1-lake').site).toEqual(['spark.a 2'])
    expect(settingsOf(user, '4.1.0-lake').site).toEqual(['spark.a 3'])
  })

  it("of a user's catalog come behind the shipped ones", () => {
    const added = settingsOf(own('spark.a: mine'), '4.1.1-lake')
    expect(added.site).toEqual(['spark.a mine'])
    expect(added.shipped).toContain('spark.sql.catalog.iceberg org.sparkimages.IcebergCatalog')
    const changed = 'components: { rapids: { conf: { spark.plugins: mine } } }'
    expect(settingsOf(changed, '4.1.1-gpu')).toEqual({ shipped: [], site: ['spark.plugins mine'] })
    const dropped = 'components: { rapids: { conf: { spark.plugins: null } } }'
    expect(settingsOf(dropped, '4.1.1-gpu')).toEqual({ shipped: [], site: [] })
  })

  it('have no line of a description', () => {
    const user = own('spark.a: 1').replace('own: {', 'own: { description: "a\\nspark.b 2", ')
    expect(settingsOf(user, '4.1.1-lake').site).toEqual(['spark.a 1'])
  })

  it('are joined where Spark takes a list, each value once', () => {
    const user = own(`spark.sql.extensions: "io.delta.Ext,${ICEBERG}"`)
    expect(settingsOf(user, '4.1.1-lake').site).toEqual([`spark.sql.extensions ${ICEBERG},io.delta.Ext`])
    expect(settingsOf(own('spark.sql.warehouse.dir: a'), '4.1.1-lake').site).toEqual([
      'spark.sql.warehouse.dir a',
    ])
  })
})
