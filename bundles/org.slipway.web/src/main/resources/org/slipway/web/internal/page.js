'use strict';
// What is shown is one document, sent anew whenever it changes. Whatever is in it becomes text, never markup.
(() => {
  const KEY = 'slipway-key';
  const at = id => document.getElementById(id);
  const make = (name, kind, text) => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  // A bar that runs to and fro means no more than the words beside it.
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const lines = (all, kind) => all.map(line => make('p', kind, line));

  let key = sessionStorage.getItem(KEY);
  let shown = {};
  let over = false;

  const lost = words => {
    at('lost').textContent = words;
    at('lost').hidden = false;
  };

  const send = (path, body) => fetch(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-Slipway-Key': key || ''},
    body: JSON.stringify(body)
  });

  const refusals = {
    403: 'This page may not answer any more: open the link that the terminal has shown',
    409: 'That came too late: it is not asked any more'
  };

  // Stays until something else is done, whatever is shown meanwhile; then the button can be pressed again.
  const failed = (words, button) => {
    at('failed').textContent = words;
    at('failed').hidden = false;
    if (button) button.disabled = false;
  };

  const act = (body, button) => {
    at('failed').hidden = true;
    if (button) button.disabled = true;
    return send('guest/act', body).then(reply => {
      if (!reply.ok) failed(refusals[reply.status] || 'The command has not understood this page (' + reply.status + ')', button);
    }, () => failed('The command could not be reached: try again, or look at the terminal', button));
  };

  // The question about keys: made once, so that what is ticked stays, and then kept up to date.
  let asking = null;

  const keyCard = (view, one, several, index) => {
    const card = make('div', 'key');
    card.append(make('p', 'mono', view.groups), ...lines(view.owners), make('p', 'soft', view.made));
    card.append(...lines(view.weak.map(weak => 'Weak: ' + weak), 'warn'), ...lines(view.past, 'soft'));
    const votes = make('div');
    votes.setAttribute('aria-live', 'polite');
    card.append(votes);
    const box = make('input');
    if (several) {
      box.type = 'checkbox';
      box.value = view.id;
      const label = make('label');
      label.append(box, make('span', '', 'This is one that I trust'));
      label.lastChild.append(make('span', 'soft', ' (key ' + (index + 1) + ')'));
      card.append(label);
      box.addEventListener('change', one.check);
    }
    return {card, votes, box, id: view.id};
  };

  const ask = view => {
    const one = {id: view.id, bad: 0};
    const several = view.keys.length > 1;
    const choice = () => one.form.querySelector('input[type=radio]:checked');
    const ticked = () => several ? one.keys.filter(k => k.box.checked).map(k => k.id) : one.keys.map(k => k.id);
    one.check = () => {
      const chosen = choice();
      one.button.disabled = !chosen || chosen.value !== 'no' && ticked().length === 0;
    };
    one.form = make('form');
    one.form.append(make('p', '', 'Feed: ' + view.feed));
    one.form.append(make('p', '', several ? 'It is signed, and the signatures are valid, with these keys:'
      : 'It is signed, and the signature is valid, with this key:'));
    if (view.before.length > 0) {
      one.form.append(make('p', 'beware', 'Beware: until now you have trusted another key for ' + view.domain + ':'));
      one.form.append(...lines(view.before, 'mono'));
    }
    one.keys = view.keys.map((k, index) => keyCard(k, one, several, index));
    one.form.append(...one.keys.map(k => k.card));
    const set = make('fieldset');
    set.append(make('legend', '', 'Your answer'));
    const option = (value, words) => {
      const label = make('label');
      const radio = make('input');
      radio.type = 'radio';
      radio.name = 'answer';
      radio.value = value;
      radio.addEventListener('change', one.check);
      label.append(radio, make('span', '', words));
      set.append(label);
    };
    option('domain', (several ? 'Trust the keys that I have ticked' : 'Trust this key') + ' for all feeds of ' + view.domain);
    if (!several) option('everywhere', 'Trust this key for the feeds of all domains');
    option('no', several ? 'Trust none of them: nothing of this feed is used' : 'Do not trust it: nothing of this feed is used');
    one.button = make('button', 'main', 'Answer');
    one.button.type = 'submit';
    one.button.disabled = true;
    const buttons = make('div', 'buttons');
    buttons.append(one.button);
    one.form.append(set, buttons);
    one.form.addEventListener('submit', event => {
      event.preventDefault();
      const chosen = choice();
      if (!chosen || one.button.disabled) return;
      act(chosen.value === 'no' ? {act: 'refuse', question: one.id}
        : {act: 'trust', question: one.id, keys: ticked(), reach: chosen.value}, one.button);
    });
    at('question-body').replaceChildren(one.form);
    return one;
  };

  const VOTES = {GOOD: ['good', ''], BAD: ['vote-bad', 'BAD: '], NEUTRAL: ['neutral', '']};

  const vote = view => {
    let bad = 0;
    for (const k of view.keys) {
      const place = asking.keys.find(known => known.id === k.id);
      if (!place) continue;
      const said = k.votes.map(v => make('p', VOTES[v.kind][0], VOTES[v.kind][1] + v.text));
      if (k.pending) said.push(make('p', 'soft', k.pending));
      bad += k.votes.filter(v => v.kind === 'BAD').length;
      const text = JSON.stringify([k.votes, k.pending]);
      if (text !== place.text) place.votes.replaceChildren(...said);
      place.text = text;
    }
    if (bad > asking.bad) {
      // Who was about to say yes did not know this.
      const chosen = asking.form.querySelector('input[value=domain]:checked, input[value=everywhere]:checked');
      if (chosen) chosen.checked = false;
      asking.check();
    }
    asking.bad = bad;
  };

  const question = view => {
    at('question').hidden = !view;
    if (!view) {
      asking = null;
      at('question-body').replaceChildren();
      return;
    }
    const keys = view.keys.map(k => k.id).join();
    if (!asking || asking.id !== view.id || asking.listed !== keys) {
      asking = ask(view);
      asking.listed = keys;
      at('question').scrollIntoView({block: 'nearest'});
    }
    vote(view);
  };

  const component = view => {
    const one = make('div', 'component');
    one.append(make('h3', '', view.name));
    const facts = make('p', 'facts');
    facts.append(make('span', 'version', 'Version ' + view.version));
    if (view.stability) facts.append(make('span', 'tag', view.stability));
    facts.append(make('span', 'tag', view.where));
    one.append(facts);
    if (view.reasons.length > 0) {
      const why = make('details');
      why.append(make('summary', '', 'Why this one?'), ...lines(view.reasons, 'soft'));
      one.append(why);
    }
    return one;
  };

  const proposal = view => {
    at('proposal').hidden = !view;
    if (!view) return;
    if (shown.proposal !== view.id) {
      at('components').replaceChildren(...view.components.map(component));
      if (view.more > 0) at('components').append(make('p', 'soft', 'And ' + view.more + ' more'));
      shown.proposal = view.id;
    }
    at('go').textContent = view.action;
    at('decide').hidden = !view.open;
    at('go').onclick = () => act({act: 'go', proposal: view.id});
  };

  const item = (view, index, inventory) => {
    const one = make('li', 'item');
    one.append(make('h3', '', view.name), make('p', 'mono soft', view.digest), make('p', 'soft', view.size));
    const button = (words, run) => {
      const made = make('button', '', words);
      made.type = 'button';
      made.disabled = !inventory.open;
      made.setAttribute('aria-label', words + ' ' + view.name);
      made.addEventListener('click', run);
      return made;
    };
    const wish = deed => act({act: deed, inventory: inventory.id, item: index});
    const buttons = make('div', 'buttons');
    const first = () => [button('Verify', () => wish('verify')), button('Remove', () => {
      buttons.replaceChildren(button('Remove it now', () => wish('remove')), button('Keep it', () => {
        buttons.replaceChildren(...first());
        buttons.lastChild.focus();
      }));
      buttons.lastChild.focus();
    })];
    buttons.append(...first());
    one.append(buttons);
    return one;
  };

  const inventory = view => {
    at('inventory').hidden = !view;
    if (!view) return;
    const state = view.id + view.open;
    if (shown.inventory === state) return;
    shown.inventory = state;
    at('note').replaceChildren(...lines(view.note));
    at('inventory-all').textContent = view.all + (view.more > 0 ? ' (' + view.more + ' of them not shown)' : '');
    at('items').replaceChildren(...view.items.map((one, index) => item(one, index, view)));
    at('leave').disabled = !view.open;
    at('leave').onclick = () => act({act: 'leave', inventory: view.id});
  };

  const transfer = (view, known) => {
    const item = known || make('li', 'transfer');
    if (!known) {
      const drop = make('button', 'drop', 'Stop this one');
      drop.setAttribute('aria-label', 'Stop downloading ' + view.uri);
      drop.addEventListener('click', () => act({act: 'drop', download: view.id}, drop));
      item.append(make('p'), make('progress'), make('p', 'words'), drop, make('p', 'soft'));
      item.querySelector('progress').max = 1000;
      item.firstChild.append(make('span', 'tag', view.purpose), make('span', '', ' '), make('span', 'where'));
    }
    item.dataset.id = view.id;
    item.dataset.state = view.state;
    const bar = item.querySelector('progress');
    bar.setAttribute('aria-label', view.uri);
    const still = view.state === 'QUEUED' || view.state === 'FAILED' || view.state === 'ABORTED';
    if (view.part >= 0 || still || calm) bar.value = Math.max(0, view.part);
    else bar.removeAttribute('value');
    item.querySelector('.drop').hidden = !view.open || over;
    item.querySelector('.where').textContent = view.uri;
    item.querySelector('.words').textContent = view.words;
    item.lastChild.textContent = view.note;
    item.lastChild.hidden = !view.note;
    return item;
  };

  const downloads = all => {
    at('downloads').hidden = all.length === 0;
    const known = new Map([...at('transfers').children].map(item => [item.dataset.id, item]));
    const items = all.map(view => transfer(view, known.get(String(view.id))));
    const now = [...at('transfers').children];
    if (items.length !== now.length || items.some((item, i) => item !== now[i])) at('transfers').replaceChildren(...items);
  };

  const ending = view => {
    at('ending').hidden = !view;
    if (!view) return;
    over = true;
    const well = view.outcome === 'DONE';
    at('ending').className = 'card ' + (well ? 'done' : 'bad');
    at('ending-title').textContent = well ? 'Done' : 'It has failed';
    at('ending-lines').replaceChildren(...lines(view.lines), make('p', 'soft', 'You can close this page'));
  };

  const show = view => {
    at('lost').hidden = true;
    at('title').textContent = view.title;
    document.title = view.status + ' \u2013 ' + view.title;
    if (at('status').textContent !== view.status) at('status').textContent = view.status;
    at('cancel').hidden = !view.stoppable || Boolean(view.proposal && view.proposal.open) || Boolean(view.inventory && view.inventory.open);
    question(view.question);
    proposal(view.proposal);
    inventory(view.inventory);
    downloads(view.downloads);
    at('warnings').hidden = view.warnings.length === 0;
    at('warning-lines').replaceChildren(...view.warnings.map(line => make('li', '', line)));
    ending(view.ending);
  };

  const follow = () => {
    const events = new EventSource('guest/events?' + key);
    events.onmessage = event => {
      show(JSON.parse(event.data));
      if (over) events.close();
    };
    events.onerror = () => {
      if (over) return;
      lost(events.readyState === EventSource.CLOSED
        ? 'This page may not look on any more: open the link that the terminal has shown'
        : 'The command does not answer: it may have ended');
      at('cancel').hidden = true;
    };
  };

  for (const id of ['cancel', 'stop']) at(id).addEventListener('click', () => act({act: 'cancel'}));

  const token = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  if (token) {
    send('enter', {token}).then(async reply => {
      if (!reply.ok) return lost(reply.status === 409 ? 'A page of this command is open already: answer there'
        : 'This link does not lead in: open the one that the terminal has shown');
      key = (await reply.json()).key;
      sessionStorage.setItem(KEY, key);
      follow();
    }, () => lost('The command could not be reached: it may have ended'));
  } else if (key) follow();
  else lost('Open the link that the terminal has shown');
})();
