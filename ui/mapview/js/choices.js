/*
 * What has been chosen, on the map and in Python, and what follows from a message or a click. Pure.
 *
 * state: told (the last message), selected (id of a place or event, "" for none), sent (time stamp of the last click
 * that was sent), online (the online basemap on the map, null for the built-in one).
 *
 * A message is what ui.maps.message writes: place (chosen), layers, basemap, view (the reader's own), goal (where to
 * look when nothing is chosen), only (places drawn, null for all), events (later events drawn), visit (stamp of the
 * address opened), heard (the last click that Python knows of), drawings (the page's own shapes and their labels),
 * caption (stands on the map), side and swipe (before and after, see swipe.js), point (a click is a point on the ground),
 * credits, ownCredits, steps (of a story, what each shows: see steps.js) and step (where that begins).
 */
(function (gate) {
  "use strict";

  function fresh() {
    return { told: null, selected: "", sent: 0, online: null };
  }

  /* change: of the state; motion: "jump", "fly" or "stay"; basemap: whether another one is wanted. */
  function taken(state, next, flying) {
    const first = state.told === null;
    const opened = first || next.visit !== state.told.visit;
    // An address just opened counts, and so does a new session, which has heard of no click at all.
    const sent = opened ? next.heard : state.sent;
    const outrun = next.heard < sent;
    const newGoal = !first && JSON.stringify(next.goal) !== JSON.stringify(state.told.goal);
    const moved = !outrun && (next.place !== state.selected || newGoal);
    return {
      change: { told: next, sent: sent, selected: moved ? next.place : state.selected },
      motion: opened ? "jump" : moved || (flying && !outrun) ? "fly" : "stay",
      basemap: first || next.basemap !== state.told.basemap,
    };
  }

  /* The change of state by a click on a place, and whether it has to be sent. */
  function clicked(state, id, now) {
    const again = id === state.selected;
    const told = Object.assign({}, state.told, { view: null });
    return { change: { told: told, selected: id, sent: again ? state.sent : now }, send: !again };
  }

  /*
   * The change of state by a click beside everything: what is selected is let go; view: where the map looks, if the
   * reader has moved it there, as that is kept. null: nothing is selected.
   */
  function beside(state, view, now) {
    if (!state.selected) return null;
    const told = Object.assign({}, state.told, { view: view });
    return { change: { told: told, selected: "", sent: now } };
  }

  gate.choices = { fresh: fresh, taken: taken, clicked: clicked, beside: beside };
})((window.gate = window.gate || {}));
