import { expect, it } from 'vitest'
import { openWorkshop } from '../support/workshop.ts'

const MINUTE = 60_000

it(
  'npm start builds an image of an older series, on a base of its own, which passes the tests of the newest',
  async () => {
    const workshop = await openWorkshop()
    const { code, text } = await workshop.local(['start', '3.5.8-baseline'])
    expect(code, text).toBe(0)
    const [older] = (await workshop.report()).cells
    const names = older?.tests.map(({ name }) => name)
    expect(older).toMatchObject({ verdict: 'build', cell: '3.5.8-baseline' })
    expect(names).toEqual(
      expect.arrayContaining(['files', 'connect', 'driver', 'executor', 'spark-sql', 'jdbc']),
    )
    await workshop.close()
  },
  30 * MINUTE,
)
