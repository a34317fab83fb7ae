//! Whether Graph gave what was asked for.
//!
//! Graph ignores filters that it does not support, and has answered `eq` with whatever contains the
//! text. An action on the wrong device may be the result.

use crate::arguments::query::{Comparison, Term};
use crate::arguments::route::ItemType;
use crate::reply::json::Json;
use crate::text::find;

/// The indexes of the items of a page that are known not to match. A property that is missing, null or
/// of another type says nothing, so that its item stays.
pub(crate) fn mismatches<J: Json>(page: &J, item_type: ItemType, terms: &[Term]) -> Vec<u32> {
    let Some(items) = page.get("value") else {
        return Vec::new();
    };
    // `…/$metadata#deviceManagement/managedDevices(id,deviceName)`
    let context = page.text_of("@odata.context");
    let is_other_collection = context.is_some_and(|context| {
        let fragment = find(&context, "#").and_then(|start| context.get(start..));
        fragment.is_some_and(|fragment| !names_type::<J>(fragment, item_type))
    });
    let mut mismatches = Vec::new();
    for index in 0..items.length().unwrap_or_default() {
        let Some(item) = items.item(index) else {
            continue;
        };
        if is_other_collection || is_mismatch(&item, item_type, terms) {
            mismatches.push(index);
        }
    }
    mismatches
}

fn is_mismatch<J: Json>(item: &J, item_type: ItemType, terms: &[Term]) -> bool {
    if let Some(name) = item.text_of("@odata.type")
        && !names_type::<J>(&name, item_type)
    {
        return true;
    }
    for term in terms {
        if let Some(value) = item.get(term.property).and_then(|value| value.text())
            && !matches(
                &J::fold_case(&value),
                term.comparison,
                &J::fold_case(&term.text),
            )
        {
            return true;
        }
    }
    false
}

fn matches(value: &str, comparison: Comparison, wanted: &str) -> bool {
    match comparison {
        Comparison::Contains => find(value, wanted).is_some(),
        Comparison::Equals => value == wanted,
    }
}

/// Whether the name of a type or a collection is that of these items, or of a type that extends it.
fn names_type<J: Json>(name: &str, item_type: ItemType) -> bool {
    find(&J::fold_case(name), &J::fold_case(item_type.name())).is_some()
}
