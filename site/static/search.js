// Search over the whole page, and filters of long tables. The index comes when somebody looks for something.
;(() => {
  const root = new URL('.', document.currentScript.src)
  const MAX = 12
  const KINDS = ['image', 'release', 'vulnerability', 'package']

  const box = document.getElementById('search')
  const query = document.getElementById('query')
  const results = document.getElementById('results')
  const hits = document.getElementById('hits')
  let loading

  /** By a script, since a page that is opened as a file may not fetch. */
  const load = () => {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement('script')
      script.src = new URL('search-index.js', root)
      script.onload = () => resolve(globalThis.searchIndex)
      script.onerror = reject
      document.head.append(script)
    })
    return loading
  }

  /** The better the smaller: the name itself, its beginning, in it, in what is said of it. */
  const rank = ([, name, links], words) => {
    const lower = name.toLowerCase()
    const text = `${lower} ${links
      .map(([said]) => said)
      .join(' ')
      .toLowerCase()}`
    if (!words.every((word) => text.includes(word))) return undefined
    const [first] = words
    if (lower === first) return 0
    if (lower.startsWith(first)) return 1
    return words.every((word) => lower.includes(word)) ? 2 : 3
  }

  const find = ({ entries }, text) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    if (words.length === 0) return []
    const found = entries.flatMap((entry) => {
      const order = rank(entry, words)
      return order === undefined ? [] : [{ entry, order }]
    })
    found.sort((a, b) => a.order - b.order || KINDS.indexOf(a.entry[0]) - KINDS.indexOf(b.entry[0]))
    return found.map(({ entry }) => entry)
  }

  const element = (name, text, className) => {
    const made = document.createElement(name)
    if (text) made.textContent = text
    if (className) made.className = className
    return made
  }

  const linkTo = ([name, page], fragment) => {
    const link = element('a', name)
    link.href = new URL(page, root).href + fragment
    return link
  }

  const item = ([kind, name, links], pages) => {
    const made = element('li')
    const [, [first] = []] = links[0] ?? []
    const fragment = { package: '#packages', vulnerability: '#vulnerabilities' }[kind] ?? ''
    if (fragment === '') {
      const link = linkTo([name, pages[first][1]], '')
      made.append(link, element('span', kind, 'kind'))
      return made
    }
    made.append(element('strong', name), element('span', kind, 'kind'))
    for (const [said, places] of links.slice(0, 3)) {
      const line = element('div', `${said} in `, 'in')
      places.slice(0, 6).forEach((place, index) => {
        if (index > 0) line.append(', ')
        line.append(linkTo(pages[place], fragment))
      })
      if (places.length > 6) line.append(` and ${places.length - 6} more`)
      made.append(line)
    }
    return made
  }

  const show = async () => {
    const text = query.value
    const index = await load()
    if (text !== query.value) return
    const found = find(index, text)
    results.replaceChildren(...found.slice(0, MAX).map((entry) => item(entry, index.pages)))
    results.hidden = found.length === 0
    const count =
      found.length > MAX ? `${found.length} found, the first ${MAX} are shown` : `${found.length} found`
    hits.textContent = text.trim() === '' ? '' : found.length === 0 ? 'Nothing found' : count
    if (text.trim() !== '' && found.length === 0) {
      results.replaceChildren(element('li', 'Nothing found', 'none'))
      results.hidden = false
    }
  }

  const close = () => {
    results.hidden = true
    hits.textContent = ''
  }

  query.addEventListener('focus', load, { once: true })
  query.addEventListener('input', show)
  document.addEventListener('keydown', (event) => {
    const isTyping = /^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '')
    if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      query.focus()
    }
    if (event.key === 'Escape' && box.contains(document.activeElement)) {
      close()
      query.focus()
    }
  })
  // Up and down go from the field through all links of the results.
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const stops = [query, ...results.querySelectorAll('a')]
    const at = stops.indexOf(document.activeElement)
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (results.hidden || next === undefined) return
    event.preventDefault()
    next.focus()
  })
  document.addEventListener('click', (event) => {
    if (!box.contains(event.target)) close()
  })
  box.addEventListener('focusout', (event) => {
    if (event.relatedTarget !== null && !box.contains(event.relatedTarget)) close()
  })
  box.hidden = false

  for (const input of document.querySelectorAll('[data-filter]')) {
    const rows = [...document.getElementById(input.dataset.filter).tBodies[0].rows]
    const status = input.parentElement.querySelector('[role=status]')
    input.parentElement.hidden = false
    input.addEventListener('input', () => {
      const text = input.value.trim().toLowerCase()
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(text)
      const shown = rows.filter((row) => !row.hidden).length
      status.textContent = text === '' ? '' : `${shown} of ${rows.length}`
    })
  }
})()
