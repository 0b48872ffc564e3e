import { expect, test } from 'vitest'
import { stagesOf } from './measure.ts'

test.each([
  ['COPY /spark/ / # buildkit', 'spark'],
  ['COPY /spark-deps/ / # buildkit', 'spark-deps'],
  ['COPY --chown=185:0 /jdbc/ / # buildkit', 'jdbc'],
  ['RUN |1 SOURCE_DATE_EPOCH=1 /bin/sh -c set -eu\n  apt-get update # buildkit', 'os'],
  ['RUN /bin/sh -c true # buildkit', 'os'],
  ['RUN |1 A=1 /bin/sh -c sh /install_packages.sh /packages/* # buildkit', 'packages'],
  ['RUN |1 A=1 /bin/sh -c sh /trust_certificates.sh # buildkit', 'certificates'],
  ['WORKDIR /opt/spark/work-dir', 'image'],
  ['COPY /spark/opt/ /opt/ # buildkit', undefined],
  ['COPY /../ / # buildkit', undefined],
  ['ADD rootfs.tar.xz / # buildkit', undefined],
  ['/bin/sh -c #(nop) ADD file:1 in / ', undefined],
  ["# debian.sh --arch 'amd64' out/ 'bookworm'", undefined],
  ['', undefined],
])('%j is of stage %s', (createdBy, stage) => {
  expect(stagesOf([{ created_by: createdBy }])[0]).toBe(stage ?? 'base')
})

test('layers correspond to history without its empty entries', () => {
  const history = [
    { comment: 'Imported from -' },
    { created_by: 'ARG SOURCE_DATE_EPOCH=1', empty_layer: true },
    { created_by: 'RUN /bin/sh -c true # buildkit' },
    { created_by: 'COPY /jre/ / # buildkit', empty_layer: false },
    { created_by: 'ENV LANG=C.UTF-8', empty_layer: true },
    { created_by: 'WORKDIR /work' },
  ]
  expect(stagesOf(history)).toEqual(['base', 'os', 'jre', 'image'])
})

test('a base made by a Dockerfile of its own is base up to its last ADD', () => {
  const lines = [
    'ADD rootfs.tar / # buildkit',
    'RUN a',
    'ADD x / # buildkit',
    'RUN b',
    'COPY /jre/ / # buildkit',
  ]
  const stages = stagesOf(lines.map((created_by) => ({ created_by })))
  expect(stages).toEqual(['base', 'base', 'base', 'os', 'jre'])
})
