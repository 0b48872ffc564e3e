import { describe, expect, it } from 'vitest'
import { table } from '../table.ts'
import { type Command, parseCommand } from './arguments.ts'
import { helpOf } from './help.ts'

/** A command with nothing but this. */
function command(name: Command['name'], given: Partial<Command> = {}): Command {
  return {
    name,
    cells: [],
    noCache: false,
    outdated: false,
    purge: false,
    dryRun: false,
    override: [],
    ...given,
  }
}

describe('the command line', () => {
  it('names no cell by default', () => {
    expect(parseCommand(['start'])).toEqual(command('start', { cells: [] }))
  })

  it('takes cells, an image and --no-cache', () => {
    expect(parseCommand(['start', '4.1.0-gpu', '--image', 'ghcr.io/a/b', '--no-cache', '4.1.1-gpu'])).toEqual(
      command('start', { cells: ['4.1.0-gpu', '4.1.1-gpu'], image: 'ghcr.io/a/b', noCache: true }),
    )
  })

  it('looks for outdated packages when asked to', () => {
    expect(parseCommand(['start', '--outdated'])).toEqual(command('start', { outdated: true }))
    expect(parseCommand(['plan', '--outdated'])).toEqual(command('plan', { cells: ['*'], outdated: true }))
    expect(() => parseCommand(['release', '--outdated'])).toThrow("Unknown option '--outdated'")
  })

  it('plans the whole family by default', () => {
    expect(parseCommand(['plan'])).toEqual(command('plan', { cells: ['*'] }))
    expect(parseCommand(['plan', '4.1.*', '--image', 'ghcr.io/a/b'])).toEqual(
      command('plan', { cells: ['4.1.*'], image: 'ghcr.io/a/b' }),
    )
    expect(() => parseCommand(['plan', '--no-cache'])).toThrow("Unknown option '--no-cache'")
  })

  it('takes a catalog, to build by and to lock', () => {
    expect(parseCommand(['start', '--all', '--catalog', 'my.yml'])).toEqual(
      command('start', { cells: ['*'], catalog: 'my.yml' }),
    )
    expect(() => parseCommand(['start', '--all', '4.1.1-gpu'])).toThrow('name no cells beside it')
    expect(parseCommand(['lock', '--catalog', 'my.yml'])).toEqual(command('lock', { catalog: 'my.yml' }))
    expect(parseCommand(['lock'])).toEqual(command('lock'))
    expect(() => parseCommand(['lock', 'my.yml'])).toThrow('npm run lock takes no "my.yml"')
  })

  it('tracks the shipped catalog or another', () => {
    expect(parseCommand(['track', '--dry-run'])).toEqual(command('track', { dryRun: true }))
    expect(parseCommand(['track', '--catalog', 'my.yml'])).toEqual(command('track', { catalog: 'my.yml' }))
    expect(() => parseCommand(['track', 'my.yml'])).toThrow('npm run track takes no "my.yml"')
  })

  it('releases, and rolls back', () => {
    expect(parseCommand(['release', '--dry-run'])).toEqual(command('release', { dryRun: true }))
    const id = '20261124-141530-1a2b3c'
    expect(parseCommand(['release', '--rollback', id, '--image', 'ghcr.io/a/b'])).toEqual(
      command('release', { rollback: id, image: 'ghcr.io/a/b' }),
    )
    expect(parseCommand(['release', '--override', '4.1*, gpu'])).toEqual(
      command('release', { override: ['4.1*', 'gpu'] }),
    )
    expect(() => parseCommand(['release', id])).toThrow(`npm run release takes no "${id}"`)
  })

  it('checks images on a cluster', () => {
    expect(parseCommand(['kubernetes', '--image', 'a', '--image', 'b', '--image', 'a'])).toEqual(
      command('kubernetes', { images: ['a', 'b'] }),
    )
    const options = ['--context', 'c', '--namespace', 'n', '--services', 's', '--only', 'submit, connect']
    expect(parseCommand(['kubernetes', '--image', 'a', ...options])).toEqual(
      command('kubernetes', {
        images: ['a'],
        context: 'c',
        namespace: 'n',
        services: 's',
        only: ['submit', 'connect'],
      }),
    )
    expect(() => parseCommand(['kubernetes'])).toThrow('npm run kubernetes -- --image IMAGE: name an image')
    expect(() => parseCommand(['kubernetes', 'a'])).toThrow('npm run kubernetes takes no "a"')
    expect(() => parseCommand(['plan', '--services', 's'])).toThrow("Unknown option '--services'")
  })

  it('scans images', () => {
    const images = ['ghcr.io/a/b:4.1.1-gpu', 'c@sha256:1']
    expect(parseCommand(['scan', ...images, '--osv', 'https://osv.example'])).toEqual(
      command('scan', { images, osv: 'https://osv.example' }),
    )
    expect(parseCommand(['scan', 'a', '--against', 'b', '--fail-on', 'low'])).toEqual(
      command('scan', { images: ['a'], against: 'b', failOn: 'low' }),
    )
    expect(() => parseCommand(['scan'])).toThrow('npm run scan -- IMAGE: name an image')
  })

  it('promotes', () => {
    const places = ['ghcr.io/a/b', 'oci:out/spark']
    const id = '20261124-141530-1a2b3c'
    expect(parseCommand(['promote', ...places, '--release', id, '--override', 'gpu'])).toEqual(
      command('promote', { images: places, release: id, override: ['gpu'] }),
    )
    expect(() => parseCommand(['promote', 'a'])).toThrow('npm run promote -- FROM TO: name two places')
  })

  it.each([['start', '--help'], ['begin'], []])('helps for %j', (...argv) => {
    expect(parseCommand(argv)).toEqual(command('help'))
    expect(helpOf()).toContain('npm start [--')
  })

  it.each([
    ['plan', '--help'],
    ['stop', '-h'],
    ['prune', '--keep-releases', '--help'],
  ] as const)('helps with one command: %s', (name, ...args) => {
    expect(parseCommand([name, ...args])).toEqual(command('help', { about: name }))
    expect(helpOf(name)).toMatch(new RegExp(`^  npm (run )?${name} `))
    expect(helpOf().split(helpOf(name))).toHaveLength(2)
  })

  it('stops', () => {
    expect(parseCommand(['stop', '--purge'])).toEqual(command('stop', { purge: true }))
  })

  it('refuses an option that there is not, and says where they are', () => {
    expect(() => parseCommand(['start', '--iamge', 'x'])).toThrow(
      "Unknown option '--iamge'. See: npm start -- --help",
    )
    expect(() => parseCommand(['prune', '--all'])).toThrow("'--all'. See: npm run prune -- --help")
    expect(() => parseCommand(['start', '--image'])).toThrow(/image.*argument missing\. See: npm start/)
    expect(() => parseCommand(['stop', '4.1.1-baseline'])).toThrow('npm stop takes no "4.1.1-baseline"')
  })
})

describe('a table', () => {
  it('aligns texts to the left and numbers to the right', () => {
    expect(
      table(
        ['cell', 'size'],
        [
          ['a', '9 MB'],
          ['abcdef', '849 MB'],
        ],
      ),
    ).toBe('cell      size\na         9 MB\nabcdef  849 MB')
  })
})
