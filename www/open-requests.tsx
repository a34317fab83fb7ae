/** The requests with an unknown result, above everything else. Each stays until the admin has checked. */

import type { JSX } from "preact";
import { Notice } from "../js/card/notice.js";
import { Button, Details } from "../js/card/parts.js";
import type { Desk } from "./model/desk.js";
import type { Note } from "./model/unsettled.js";
import { time, words } from "./words/language.js";

export function OpenRequests({ desk }: { readonly desk: Desk }): JSX.Element {
  const notes = desk.untold.value;
  return (
    <div id="unsettled">
      {notes.length > 1 ? (
        <Together desk={desk} notes={notes} />
      ) : (
        notes.map((note) => <Alone key={note.request.ids.managedDeviceId} desk={desk} note={note} />)
      )}
    </div>
  );
}

function Alone({ desk, note }: { readonly desk: Desk; readonly note: Note }): JSX.Element {
  const { unsettled, outcomes, support } = words();
  const { request, sentAt, name } = note;
  const { managedDeviceId } = request.ids;
  return (
    <Notice tone="warn" level={2} headline={unsettled.headline}>
      {outcomes.unknown}
      <Details
        entries={[
          [support.device, name === undefined ? managedDeviceId : `${name} (${managedDeviceId})`],
          [support.sent, time(sentAt)],
        ]}
      />
      <p>
        <Button label={unsettled.checked} onClick={() => desk.settled([request])} />
      </p>
    </Notice>
  );
}

function Together({ desk, notes }: { readonly desk: Desk; readonly notes: readonly Note[] }): JSX.Element {
  const { unsettled, outcomes } = words();
  return (
    <Notice tone="warn" level={2} headline={unsettled.headlineMany}>
      {outcomes.unknown}
      <details>
        <summary>{unsettled.which(notes.length)}</summary>
        <ul>
          {notes.map(({ request, sentAt, name }) => (
            <li key={request.ids.managedDeviceId}>
              {name ?? request.ids.managedDeviceId}, {time(sentAt)}
            </li>
          ))}
        </ul>
      </details>
      <p>
        <Button label={unsettled.checkedAll} onClick={() => desk.settled(notes.map(({ request }) => request))} />
      </p>
    </Notice>
  );
}
