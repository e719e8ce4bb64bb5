//! All integration tests as one program: linking the server into a program for each file took 20 GB of disk and most of the
//! build. A file here is a module; `cargo test -p server --test all http_pages` runs those of one.

mod common;
mod export_support;
mod http_support;

mod accounts;
mod backup;
mod cli_data;
mod cli_operation;
mod cli_user;
mod dataset_errors;
mod drafts;
mod export_abandoned;
mod export_csv;
mod export_geojson;
mod export_truth;
mod export_xlsx;
mod generate;
mod house_rules;
mod http_accounts;
mod http_audit;
mod http_crawl;
mod http_desk;
mod http_drafts;
mod http_figures;
mod http_files;
mod http_health;
mod http_history;
mod http_kept;
mod http_language;
mod http_limits;
mod http_listen;
mod http_lists;
mod http_metrics;
mod http_monitor;
mod http_pages;
mod http_publish;
mod http_report;
mod http_taken_away;
mod monitor_story;
mod reports;
mod roles;
mod seed_fidelity;
mod sheet;
mod sheet_print;
mod store_story;
