/** Statements on vulnerabilities, held against the jars of a user's family. */
import { expect, it } from 'vitest'
import { changed, file, images, open, refusal, workspace } from '../../tests/support/user-family.ts'
import { cellsOf, withShelf } from '../catalog/cells.ts'
import { loadCatalog } from '../catalog/load.ts'
import { chooseLockfiles } from './chosen.ts'
import { rejectUnknownJars } from './statements.ts'
import { shippedLockfiles } from './user.ts'

const SAID = 'status: fixed, author: a, reviewed: 2026-11-01, review-by: 2027-05-01'

const SPARK = '.github/spark-images.locks/spark-4.1.2.lock'
const BRINGS = '# brings: org.apache.avro:avro 1.12.1\n# brings: org.slf4j:slf4j-api 2.0.17'

function stating<T>(name: string, action: () => Promise<T>): Promise<T> {
  const vex = `vex:\n  ${name}:\n    CVE-2026-12345: { ${SAID} }\nversions:`
  return changed(file, 'versions:', vex, () =>
    changed(SPARK, '# kind name', `${BRINGS}\n# kind name`, action),
  )
}

async function accepts(name: string): Promise<void> {
  await stating(name, async () => {
    await using family = await open()
    expect(Object.keys(family.catalog.vex)).toContain(name)
  })
}

it('of locked jars and those that Spark brings are accepted, also where these do not say their group', async () => {
  await accepts('pkg:maven/com.h2database/h2')
  await accepts('pkg:maven/org.apache.avro/avro')
  await accepts('pkg:maven/org.apache.derby/derby@10.16.1.1')
  await accepts('pkg:deb/debian/whatever')
})

it('of others are an error with its place, and what may have been meant', async () => {
  const at = /^\.github\/spark-images\.yml:7:5: vex\.pkg:maven\/\S+: no image of the family has this jar/
  const message = await stating('pkg:maven/org.apache.avro/avor', refusal)
  expect(message).toMatch(at)
  expect(message).toContain(', did you mean "pkg:maven/org.apache.avro/avro"?')
  expect(await stating('pkg:maven/com.h2database/h2@1.4.200', refusal)).toMatch(
    /: no image of the family has this jar, but pkg:maven\/com\.h2database\/h2@2\.3\.232$/,
  )
})

it('of jars that the catalog takes from Spark are errors', async () => {
  const remove = '  spark: { remove: ["org.apache.avro:avro"] }\n  orders:\n    description'
  await stating('pkg:maven/org.apache.avro/avro', () =>
    changed(file, '  orders:\n    description', remove, async () => {
      expect(await refusal()).toContain('no image of the family has this jar')
    }),
  )
  // Another file of the artifact may be in the images.
  await changed(file, '  orders:\n    description', remove.replace('avro"', 'avro:tests"'), () =>
    accepts('pkg:maven/org.apache.avro/avro'),
  )
})

it('may be of jars that come as files', async () => {
  await changed(
    file,
    'conf/log4j2.properties: /opt',
    'conf: /opt/conf\n      conf/log4j2.properties: /opt',
    () => accepts('pkg:maven/com.acme/orders'),
  )
})

it('that are shipped are of jars that the shipped family has', async () => {
  const catalog = await loadCatalog(images)
  const cells = cellsOf(withShelf(catalog))
  const { chosen } = chooseLockfiles(cells, catalog, {
    shipped: await shippedLockfiles(images),
    own: new Map(),
  })
  expect(Object.keys(catalog.vex).length).toBeGreaterThan(0)
  const text = JSON.stringify({ vex: catalog.vex })
  rejectUnknownJars(catalog, catalog, { text, file: workspace }, cells, chosen)
})
