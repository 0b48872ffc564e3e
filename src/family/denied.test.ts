import { describe, expect, it } from 'vitest'
import { cellOf, changed, file, open } from '../../tests/support/user-family.ts'
import { readLockfile } from '../catalog/lockfile.ts'

describe('a denied licence', () => {
  const deny = (licences: string) => `\nlicenses: { deny: [${licences}] }\nversions:`

  it('leaves out a JDBC driver and its row of the lock', async () => {
    await changed(file, '\nversions:', deny('GPL-2.0-only, LicenseRef-Oracle-*'), async () => {
      await using family = await open()
      expect(family.notes).toEqual([
        'jdbc: com.mysql:mysql-connector-j is left out, its licence GPL-2.0-only WITH Universal-FOSS-exception-1.0 is denied',
        'jdbc: com.oracle.database.jdbc:ojdbc11 is left out, its licence LicenseRef-Oracle-FUTC is denied',
      ])
      const cell = cellOf(family, '4.1.1-baseline')
      expect(cell.jars).toEqual(['postgresql', 'sqlserver', 'vertica'])
      const rows = await readLockfile(family.images, 'components/jdbc/jdbc.lock')
      expect(rows.map(({ name }) => name).join(' ')).not.toMatch(/mysql|oracle/)
    })
  })

  it('of what a cell needs is an error with artifact, licence and component', async () => {
    const failed = await changed(file, '\nversions:', deny('MPL-2.0, EPL-1.0'), () =>
      open().catch((error: unknown) => error),
    )
    expect((failed as Error).message).toMatch(
      /^\.github\/spark-images\.yml: licenses\.deny: component orders needs com\.h2database:h2 2\.3\.232, which is under EPL-1\.0 OR MPL-2\.0/,
    )
  })
})

it('is no matter of what packages are built with', async () => {
  const lockfile = '.github/spark-images.locks/orders-4.1-py3.13.lock'
  const tool = `build a 1 a-1-py3-none-any.whl 1 ${'0'.repeat(64)} AGPL-3.0-only\npypi humanize`
  await changed(file, '\nversions:', '\nlicenses: { deny: [AGPL-3.0-only] }\nversions:', () =>
    changed(lockfile, 'pypi humanize', tool, async () => {
      await using family = await open()
      expect(await readLockfile(family.images, 'components/orders/orders-4.1-py3.13.lock')).toHaveLength(4)
    }),
  )
})

describe('a deny-list', () => {
  const opened = () => open().catch((error: unknown) => error)

  it.each([
    ['EPL/MPL', 'is not an SPDX expression'],
    ['LicenseRef-unknown', 'is not known'],
  ])('fails with the line of a licence that is %s', async (licence, problem) => {
    const lockfile = '.github/spark-images.locks/orders-4.1-py3.13.lock'
    await changed(file, '\nversions:', '\nlicenses: { deny: [AGPL-3.0-only] }\nversions:', async () => {
      const failed = await changed(lockfile, 'EPL-1.0 OR MPL-2.0', licence, opened)
      expect((failed as Error).message).toContain(
        `${lockfile}:22: the licence of com.h2database:h2 2.3.232, "${licence}", ${problem}, so licenses.deny can't be checked`,
      )
    })
  })

  it('names an entry that is no licence', async () => {
    const failed = await changed(file, '\nversions:', '\nlicenses: { deny: [Apache-20] }\nversions:', opened)
    expect((failed as Error).message).toMatch(
      /^\.github\/spark-images\.yml:\d+:\d+: licenses\.deny\.0: no SPDX licence "Apache-20", did you mean "Apache-2\.0"\?/,
    )
  })
})
