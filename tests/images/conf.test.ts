import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dockerOutput } from '../../src/engine/docker.ts'
import { propertyValue } from '../../src/family/conf.ts'
import { baselineImage } from '../support/cells.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000

/** Reads properties as java.util.Properties, and as Spark gives them to a program. */
const READ = `
import json, os, sys
text, count = sys.argv[1], int(sys.argv[2])
with open("/tmp/spark.conf", "w") as file:
    file.write(text)
os.environ["PYSPARK_SUBMIT_ARGS"] = "--properties-file /tmp/spark.conf pyspark-shell"
from pyspark.java_gateway import launch_gateway
gateway = launch_gateway()
properties = gateway.jvm.java.util.Properties()
properties.load(gateway.jvm.java.io.FileReader("/tmp/spark.conf"))
conf = gateway.jvm.org.apache.spark.SparkConf()
keys = [f"spark.edge.{index}" for index in range(count)]
print(json.dumps([[properties.getProperty(key), conf.get(key, None)] for key in keys]))
`

let workshop: Workshop
let image: string

beforeAll(async () => {
  workshop = await openWorkshop()
  image = await baselineImage(workshop)
}, 20 * MINUTE)

afterAll(() => workshop.close(), 2 * MINUTE)

it(
  'Spark gets the values of a catalog as they are, whatever they begin or end with',
  async () => {
    const edge = fc.constantFrom(
      ' ',
      '\t',
      '\f',
      '\n',
      '\r',
      '#',
      '!',
      '=',
      ':',
      '\\',
      '\\u0041',
      '\u00fc',
      '\u2028',
      '\u{1f600}',
      'a',
      '',
    )
    const value = fc
      .tuple(edge, edge, fc.string({ unit: 'grapheme', maxLength: 8 }), edge, edge)
      .map((parts) => parts.join(''))
    const values = [
      ':/opt/app/lib/*',
      '#not a comment',
      '=',
      ':',
      '\\',
      'a\\',
      '\\\\',
      ...fc.sample(value, 500),
    ]
    const text = values.map((each, index) => `spark.edge.${index} ${propertyValue(each)}\n`).join('')
    const program = ['python3', '-c', READ, text, String(values.length)]
    const read = await dockerOutput(await workshop.docker(), [
      ...['run', '--rm', '--network', 'none', '--hostname', 'localhost', '--', image],
      ...program,
    ])
    const found = JSON.parse(read.split('\n').at(-1) ?? '') as [string, string][]
    expect(found.map(([property]) => property)).toEqual(values)
    // The others are refused: Spark trims them.
    const kept = values.map((each) =>
      each.replaceAll(/^(?:(?![\r\n])[\0-\x20])+|(?:(?![\r\n])[\0-\x20])+$/g, ''),
    )
    expect(found.map(([, conf]) => conf)).toEqual(kept)
  },
  5 * MINUTE,
)
