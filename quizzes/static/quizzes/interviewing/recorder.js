// Records a spoken answer and plays it back: the recording stays in this browser and is sent
// nowhere. Every place for a recorder (data-recorder) is empty and hidden without this script.
//
// data-recorder-key names the recording; data-recorder-seconds is the longest it gets; a place with
// data-recorder-play only plays what was recorded elsewhere. A button with data-recorder-forget
// deletes all recordings.

import { areThereAny, find, forget, forgetAll, forgetOld, keep } from "./recordings.js";

const NOTE = "The recording stays in this browser for a week. It is never sent.";
const REFUSED =
  "The browser did not allow the microphone. You can allow it for this site in the browser’s settings, or answer aloud without recording.";
const NONE_FOUND = "No microphone was found. Answer aloud without recording, or connect one and try again.";
const IN_USE = "The microphone could not be started. Another program may be using it.";
const NOT_KEPT = "This browser could not store the recording. You can listen to it until you leave this page.";

let running;

function announce(detail) {
  document.dispatchEvent(new CustomEvent("site:announce", { detail }));
}

function inDigits(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function whyNot({ name }) {
  if (name === "NotAllowedError" || name === "SecurityError") return REFUSED;
  return name === "NotFoundError" ? NONE_FOUND : IN_USE;
}

function element(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties);
}

class Recorder {
  constructor(place) {
    this.place = place;
    this.key = place.dataset.recorderKey;
    this.longest = Number(place.dataset.recorderSeconds || 60);
    this.playsOnly = "recorderPlay" in place.dataset;
    this.record = element("button", { type: "button", className: "button button-quiet" });
    this.remove = element("button", {
      type: "button",
      className: "button button-quiet button-small",
      textContent: "Delete the recording",
    });
    this.time = element("span", { className: "recorder-time meta" });
    this.audio = element("audio", { controls: true });
    this.words = element("p", { className: "meta recorder-words" });
    this.record.addEventListener("click", () => (this.media ? this.stop() : this.start()));
    this.remove.addEventListener("click", () => this.delete());
  }

  async show() {
    const blob = await find(this.key);
    if (this.playsOnly && !blob) return;
    const row = element("div", { className: "recorder-row" });
    if (!this.playsOnly) row.append(this.record, this.time);
    row.append(this.audio, this.remove);
    this.place.replaceChildren(row, this.words);
    this.words.textContent = NOTE;
    this.has(blob);
    this.place.hidden = false;
  }

  has(blob) {
    if (this.audio.src) URL.revokeObjectURL(this.audio.src);
    if (blob) this.audio.src = URL.createObjectURL(blob);
    else this.audio.removeAttribute("src");
    this.audio.hidden = this.remove.hidden = !blob;
    this.audio.setAttribute("aria-label", "Your recording");
    this.record.textContent = blob ? "Record again" : "Record my answer";
    this.time.textContent = blob ? "" : `up to ${inDigits(this.longest)}`;
  }

  async start() {
    if (running) await running.stop();
    this.record.disabled = true;
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      this.media = new MediaRecorder(stream);
    } catch (error) {
      for (const track of stream?.getTracks() ?? []) track.stop();
      this.words.textContent = whyNot(error);
      announce(this.words.textContent);
      return;
    } finally {
      this.record.disabled = false;
    }
    const chunks = [];
    this.media.addEventListener("dataavailable", ({ data }) => chunks.push(data));
    this.ended = new Promise((resolve) => {
      this.media.addEventListener("stop", async () => {
        for (const track of stream.getTracks()) track.stop();
        await this.finish(new Blob(chunks, { type: this.media.mimeType }));
        resolve();
      });
    });
    running = this;
    this.media.start();
    this.place.classList.add("is-recording");
    this.record.textContent = "Stop";
    this.words.textContent = "Recording.";
    announce("Recording");
    const since = performance.now();
    this.ticking = setInterval(() => this.tick((performance.now() - since) / 1000), 250);
    this.tick(0);
  }

  tick(seconds) {
    this.time.textContent = `${inDigits(Math.floor(seconds))} of ${inDigits(this.longest)}`;
    if (seconds >= this.longest) this.stop();
  }

  stop() {
    clearInterval(this.ticking);
    if (this.media?.state === "recording") this.media.stop();
    return this.ended;
  }

  async finish(blob) {
    clearInterval(this.ticking);
    this.media = running = undefined;
    this.place.classList.remove("is-recording");
    const isKept = await keep(this.key, blob);
    this.words.textContent = isKept ? NOTE : NOT_KEPT;
    this.has(blob);
    announce("The recording has stopped");
  }

  async delete() {
    await forget(this.key);
    this.has(undefined);
    if (this.playsOnly) this.place.hidden = true;
    else this.record.focus();
    announce("The recording is deleted");
  }
}

// A form that is sent in the middle of a recording waits until it is kept.
document.addEventListener(
  "submit",
  async (event) => {
    if (!running) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await running.stop();
    event.target.requestSubmit(event.submitter);
  },
  { capture: true },
);

async function showAll() {
  await forgetOld();
  const canRecord = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);
  for (const place of document.querySelectorAll("[data-recorder]")) {
    if (canRecord || "recorderPlay" in place.dataset) await new Recorder(place).show();
  }
  const hasAny = await areThereAny();
  for (const button of document.querySelectorAll("[data-recorder-forget]")) {
    button.hidden = !hasAny;
    button.addEventListener("click", async () => {
      await forgetAll();
      for (const place of document.querySelectorAll("[data-recorder-play]")) place.hidden = true;
      button.hidden = true;
      announce("Your recordings are deleted from this browser");
    });
  }
}

showAll();
