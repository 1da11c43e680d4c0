import Report

/// The script that keeps an open page like its notebook.
///
/// It hears of each new version of the page over server-sent events, asks for the parts that it lacks, and changes
/// no more of the document than differs: what is read, unfolded or selected stays as it is, and the part at the
/// top of the window stays there. It sets no HTML but what the report's own renderer made.
enum FollowingScript {
    static let script = PageScript(source: source)

    private static let source = ##"""

        (() => {
        'use strict'
        const style = new CSSStyleSheet()
        style.replaceSync(`
        html{overflow-anchor:none}
        .running>header .status{color:var(--link);font-weight:600}
        .running>header .status::before{content:"";display:inline-block;width:.7em;height:.7em;margin-right:.45em;vertical-align:-.05em;
        border:2px solid currentColor;border-right-color:transparent;border-radius:50%;animation:turn .9s linear infinite}
        .running pre.code{border-left-color:var(--link)}
        .waiting>header .status{font-style:italic}
        .outputs.old{opacity:.5}
        .problem{margin:1.5rem 0}
        #notice{position:fixed;right:1rem;bottom:1rem;max-width:calc(100vw - 2rem);padding:.4rem .8rem;border:1px solid var(--rule);
        border-radius:4px;background:var(--raised);color:var(--text);font-size:.875rem;box-shadow:0 1px 6px #0003;z-index:2}
        #notice.bad{border-color:var(--bad);color:var(--bad)}
        #notice[hidden]{display:none}
        @keyframes turn{to{transform:rotate(1turn)}}
        @media(prefers-reduced-motion:reduce){.running>header .status::before{animation:none}}
        @media print{#notice{display:none}}`)
        document.adoptedStyleSheets = [style]

        const base = location.pathname.replace(/\/*$/, '/')
        const main = document.getElementById('main')
        const slots = {header: 'header.page', contents: '#contents', footer: 'body>footer'}
        // The version that is shown, and the one that is to be.
        let shown = JSON.parse(document.currentScript.dataset.version), wanted = null
        let isWorking = false, isLost = false
        const elements = new Map(shown.main.map((item, index) => [item.name, main.children[index]]))

        const notice = document.createElement('div')
        notice.id = 'notice'
        notice.setAttribute('role', 'status')
        document.body.append(notice)
        function tell() {
          const text = isLost ? 'landuse watch has ended. This page waits for it to come back.' : shown.notice
          if (notice.textContent !== text) notice.textContent = text
          notice.classList.toggle('bad', isLost)
          notice.hidden = text === ''
          main.ariaBusy = String(shown.isBusy)
        }

        // Makes an element from a part, its pictures ready, so that it has its height when it comes in.
        async function element(html) {
          const template = document.createElement('template')
          template.innerHTML = html
          const made = document.importNode(template.content, true).firstElementChild
          const pictures = [...made.querySelectorAll('img')].map(image => image.decode().catch(() => {}))
          await Promise.race([Promise.all(pictures), new Promise(done => setTimeout(done, 1000))])
          return made
        }

        // The parts that the page lacks, by print; null if the notebook has changed since.
        async function fresh(next) {
          const have = new Map(shown.main.map(item => [item.name, item.print]))
          const lacking = new Set(next.main.filter(item => have.get(item.name) !== item.print).map(item => item.print))
          for (const slot in slots) if (next[slot] && next[slot] !== shown[slot]) lacking.add(next[slot])
          if (lacking.size === 0) return new Map()
          // A long list would not fit into an address; without one, all parts come.
          const list = lacking.size <= 60 ? '?prints=' + [...lacking].join('.') : ''
          const parts = await (await fetch(base + 'parts' + list, {cache: 'no-store'})).json()
          if ([...lacking].some(print => !(print in parts))) return null
          return new Map(await Promise.all([...lacking].map(async print => [print, await element(parts[print])])))
        }

        // What is to stay where it is: the parts from the top of the window on, and where they are now.
        function places() {
          if (scrollY < 1) return []
          const list = []
          for (const child of main.children) {
            const box = child.getBoundingClientRect()
            if (box.bottom > 0) list.push([child, box.top])
          }
          return list
        }

        function show(next, parts) {
          const before = places()
          const old = new Map(shown.main.map(item => [item.name, item.print]))
          const names = new Set(next.main.map(item => item.name))
          for (const [name, gone] of elements) if (!names.has(name)) { gone.remove(); elements.delete(name) }
          let cursor = main.firstElementChild
          for (const {name, print} of next.main) {
            let here = elements.get(name)
            if (!here) main.insertBefore(here = parts.get(print).cloneNode(true), cursor)
            else {
              if (here === cursor) cursor = cursor.nextElementSibling
              else main.insertBefore(here, cursor)
              if (old.get(name) !== print) here = become(here, parts.get(print).cloneNode(true))
            }
            elements.set(name, here)
          }
          for (const slot in slots) if (next[slot] !== shown[slot]) {
            const here = document.querySelector(slots[slot])
            if (!next[slot]) here?.remove()
            else if (here) become(here, parts.get(next[slot]))
            else document.querySelector(slots.header).after(parts.get(next[slot]))
          }
          if (document.title !== next.title) document.title = next.title
          shown = next
          tell()
          const kept = before.find(([child]) => child.isConnected)
          if (kept) scrollBy({top: kept[0].getBoundingClientRect().top - kept[1], behavior: 'instant'})
        }

        // Whether a node can be changed into another. Frames and pictures cannot without loading again.
        function isAlike(a, b) {
          if (a.nodeType !== b.nodeType || a.nodeName !== b.nodeName) return false
          if (a.nodeName === 'IFRAME' || a.nodeName === 'IMG') return a.isEqualNode(b)
          return a.nodeType !== 1 || a.classList[0] === b.classList[0] || a.id !== '' && a.id === b.id
        }

        // Changes a node into another, as little as need be; gives the node that is in its place then.
        function become(here, there) {
          if (here.isEqualNode(there)) return here
          if (!isAlike(here, there)) { here.replaceWith(there); return there }
          if (here.nodeType !== 1) {
            // Text that grows keeps what is selected in it.
            if (there.data.startsWith(here.data)) here.appendData(there.data.slice(here.data.length))
            else here.data = there.data
            return here
          }
          for (const {name} of [...here.attributes]) {
            // Whether something is unfolded is the reader's to say.
            if (!there.hasAttribute(name) && name !== 'open') here.removeAttribute(name)
          }
          for (const {name, value} of there.attributes) if (here.getAttribute(name) !== value) here.setAttribute(name, value)
          let at = here.firstChild
          for (const child of [...there.childNodes]) {
            let match = at
            while (match && !isAlike(match, child)) match = child.nodeType === 1 ? match.nextSibling : null
            if (!match) { here.insertBefore(child, at); continue }
            while (at !== match) { const next = at.nextSibling; at.remove(); at = next }
            at = match.nextSibling
            become(match, child)
          }
          while (at) { const next = at.nextSibling; at.remove(); at = next }
          return here
        }

        async function work() {
          if (isWorking) return
          isWorking = true
          try {
            while (wanted) {
              const next = wanted
              wanted = null
              if (next.frame !== shown.frame) { location.reload(); return }
              const parts = await fresh(next)
              if (parts) show(next, parts)
            }
          } catch { /* The server has gone; when it is back, it tells its version first. */ }
          finally { isWorking = false }
        }

        function follow() {
          const events = new EventSource(base + 'events')
          events.onmessage = event => { isLost = false; tell(); wanted = JSON.parse(event.data); work() }
          events.onerror = () => {
            isLost = true
            tell()
            if (events.readyState === EventSource.CLOSED) setTimeout(follow, 1000)
          }
        }
        tell()
        follow()
        })()

        """##
}
