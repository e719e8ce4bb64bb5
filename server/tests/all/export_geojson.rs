//! Map views as GeoJSON, opened by GDAL.

use crate::export_support::{huaning, made_up, read_back, rows, serving};
use http::StatusCode;
use serde_json::Value;

#[tokio::test]
async fn gdal_finds_every_site_where_it_stands() {
    for records in [huaning(), made_up(300, 4)] {
        let server = serving(&records);
        let answer = server.get("/en/export/sites.geojson", &[]).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/geo+json"));
        let read = read_back("geojson", &answer.body);
        assert_eq!(read["crs"], "EPSG:4326");
        assert_eq!(read["layer"][0], "Sites");
        let features = read["features"].as_array().expect("features");
        let listed: Vec<String> = rows(&server.get("/en/export/sites.csv", &[]).await)
            .into_iter()
            .skip(1)
            .map(|row| row[0].clone())
            .collect();
        assert_eq!(features.len(), listed.len());
        let (mut placed, mut unplaced) = (0, 0);
        for (feature, id) in features.iter().zip(listed) {
            let properties = &feature["properties"];
            assert_eq!(properties["id"], *id);
            match &records.sites[&*id].location {
                Some(location) => {
                    // Longitude first.
                    let at = [location.lng.degrees(), location.lat.degrees()];
                    assert_eq!(feature["points"], serde_json::json!([at]), "{id}");
                    assert_eq!(properties["precision"], location.precision.code());
                    // GDAL gives a column of booleans with gaps as numbers.
                    let approximate = &properties["approximate"];
                    let approximate = approximate.as_bool().or(approximate.as_f64().map(|number| number == 1.0));
                    assert_eq!(approximate, Some(!location.precision.is_exact()), "{id}");
                    placed += 1;
                }
                None => {
                    assert!(feature["points"].is_null() && properties["precision"].is_null(), "{id}");
                    unplaced += 1;
                }
            }
        }
        assert!(placed > 0 && unplaced > 0, "both are there: {placed} {unplaced}");
    }
}

#[tokio::test]
async fn other_rows_stand_at_their_sites_in_the_places_asked_for() {
    let records = huaning();
    let server = serving(&records);
    let within = "in=panxi-town";
    let read = read_back("geojson", &server.get(&format!("/zh/export/organisations.geojson?{within}"), &[]).await.body);
    let sites = read_back("geojson", &server.get(&format!("/zh/export/sites.geojson?{within}"), &[]).await.body);
    let there: Vec<&Value> =
        sites["features"].as_array().expect("sites").iter().filter_map(|site| site["points"].get(0)).collect();
    let features = read["features"].as_array().expect("features");
    assert!(features.iter().any(|feature| feature["points"].as_array().is_some_and(|points| points.len() > 1)));
    for point in features.iter().filter_map(|feature| feature["points"].as_array()).flatten() {
        assert!(there.contains(&point), "{point} is a site of the township");
    }
}

#[tokio::test]
async fn the_file_is_what_the_standard_says() {
    let server = serving(&made_up(40, 2));
    for subject in ["sites", "projects", "organisations", "working-groups"] {
        for question in ["", "q=nothing-is-called-this"] {
            let answer = server.get(&format!("/en/export/{subject}.geojson?{question}&foo=1"), &[]).await;
            let file: Value = serde_json::from_str(&answer.text()).expect("JSON");
            assert_eq!(file["type"], "FeatureCollection");
            assert!(file.get("crs").is_none(), "RFC 7946 has one reference system only");
            for feature in file["features"].as_array().expect("features") {
                assert_eq!(feature["type"], "Feature");
                assert!(feature["id"].is_string() && feature["properties"].is_object());
                let geometry = feature.get("geometry").expect("a geometry, or null");
                assert!(
                    geometry.is_null() || ["Point", "MultiPoint"].contains(&geometry["type"].as_str().expect("a type"))
                );
            }
            assert_eq!(file["about"]["version"], 7);
            assert!(file["about"]["fictional"].as_str().is_some_and(|sentence| sentence.contains("fictional")));
            assert!(file["about"]["ignored"][0].as_str().is_some_and(|sentence| sentence.contains("foo")));
            assert_eq!(
                file["sources"].as_array().expect("sources").is_empty(),
                file["features"] == serde_json::json!([])
            );
        }
    }
}
