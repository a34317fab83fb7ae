//! The caller's `AbortSignal`, of whatever realm: a polyfill's or another frame's is as good.

use futures_channel::oneshot;
use futures_util::future::pending;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What the portal gave as its signal. Nothing about it is taken on trust.
    #[derive(Clone)]
    pub type Signal;

    #[wasm_bindgen(method, getter, structural, catch)]
    fn aborted(this: &Signal) -> Result<Option<JsValue>, JsValue>;

    // Not an `Option`: null is a reason too.
    #[wasm_bindgen(method, getter, structural, catch)]
    fn reason(this: &Signal) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, structural, catch, js_name = addEventListener)]
    fn listen_function(this: &Signal) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(method, structural, catch, js_name = addEventListener)]
    fn listen(this: &Signal, event: &str, listener: &Closure<dyn FnMut()>) -> Result<(), JsValue>;

    #[wasm_bindgen(method, structural, catch, js_name = removeEventListener)]
    fn unlisten(this: &Signal, event: &str, listener: &Closure<dyn FnMut()>)
    -> Result<(), JsValue>;
}

const ABORT: &str = "abort";

impl Signal {
    /// The signal in options that passed the rules.
    pub fn of_options(options: &JsValue) -> Option<Signal> {
        if !options.is_object() {
            return None;
        }
        Signal::adopt(&Reflect::get(options, &"signal".into()).ok()?)
    }

    /// The value as a signal, if it behaves as one.
    pub fn adopt(value: &JsValue) -> Option<Signal> {
        if !value.is_object() {
            return None;
        }
        let signal = value.unchecked_ref::<Signal>();
        let aborted = signal.aborted().ok().flatten();
        let has_state = aborted.is_some_and(|aborted| aborted.as_bool().is_some());
        let listen = signal.listen_function().ok().flatten();
        let has_events = listen.is_some_and(|function| function.is_function());
        (has_state && has_events).then(|| signal.clone())
    }

    /// Ends when the signal fires, at once if it has.
    pub async fn fired(&self) {
        let aborted = self.aborted().ok().flatten();
        if aborted.is_some_and(|aborted| aborted.is_truthy()) {
            return;
        }
        let (sender, receiver) = oneshot::channel();
        let mut sender = Some(sender);
        let listener = Closure::new(move || {
            if let Some(sender) = sender.take() {
                // The receiver is gone when the call has settled: then nobody wants to know.
                let _ = sender.send(());
            }
        });
        let listening = Listening {
            signal: self,
            listener,
        };
        if self.listen(ABORT, &listening.listener).is_err() {
            pending::<()>().await;
        }
        let _ = receiver.await;
    }

    /// What the signal was fired with.
    pub fn cause(&self) -> JsValue {
        self.reason().unwrap_or_default()
    }
}

/// Takes the listener away again: a portal may use one signal for thousands of calls.
struct Listening<'a> {
    signal: &'a Signal,
    listener: Closure<dyn FnMut()>,
}

impl Drop for Listening<'_> {
    fn drop(&mut self) {
        // A signal that refuses this is the portal's own; there is nobody to tell.
        let _ = self.signal.unlisten(ABORT, &self.listener);
    }
}
