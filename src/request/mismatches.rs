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
    let terms: Vec<(&Term, String)> = terms
        .iter()
        .map(|term| (term, J::fold_case(&term.text)))
        .collect();
    let is_mismatch = |item: &J| {
        let type_name = item.text_of("@odata.type");
        type_name.is_some_and(|name| !names_type::<J>(&name, item_type))
            || terms.iter().any(|(term, wanted)| {
                let value = item.get(term.property).and_then(|value| value.text());
                value.is_some_and(|value| !matches(&J::fold_case(&value), term.comparison, wanted))
            })
    };
    (0..items.length().unwrap_or_default())
        .filter(|index| {
            let item = items.item(*index);
            is_other_collection || item.is_some_and(|item| is_mismatch(&item))
        })
        .collect()
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
