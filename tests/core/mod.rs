//! The native tests, one module for each rule. They run the core on a virtual clock, with scripted
//! replies instead of a network.

// lib.rs allows dead code in native builds. A helper that no test uses should be reported.
#![warn(dead_code)]

mod abort_rule;
mod activity_id;
mod batch_requests;
mod claims_challenge;
mod clouds;
mod error_bodies;
mod failure_fields;
mod forbidden_rule;
mod fresh_tokens;
mod further_attempts;
mod gate_and_token;
mod gate_closed_again;
mod get_session;
mod http_dates;
mod id_encoding;
mod id_rule;
mod message_rule;
mod next_links;
mod one_attempt;
mod one_call_per_device;
mod option_values;
mod options_by_function;
mod options_rule;
mod origin_rule;
mod origin_spelling;
mod outcome_rule;
mod public_names;
mod query_checks;
mod read_bodies;
mod reads;
mod reply_ids;
mod request_model;
mod resume_arguments;
mod resume_session;
mod retry_after;
mod retry_after_ms;
mod retry_waits;
mod route_paths;
mod scope_table;
mod search_queries;
mod search_texts;
mod session_actions;
mod session_after_read_before;
mod session_failures_model;
mod session_fields;
mod session_links;
mod session_model;
mod session_without_read_before;
mod shared_gate;
mod slow_bodies;
mod stale_sessions;
mod start_session;
mod start_session_aborts;
mod start_session_failures;
mod start_session_guard;
mod start_session_timing;
mod start_session_tokens;
mod support;
mod timeout_rule;
mod token_rule;
mod token_secrecy;
mod www_authenticate;
