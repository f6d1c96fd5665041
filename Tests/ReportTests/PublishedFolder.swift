import Tables

@testable import Report

/// A run's folder in memory, written down by hand: 100 rows of contacts, of which 40 are first contacts.
struct PublishedFolder {
  /// Rows of `fcr` behind the header.
  var fcr = [
    "window_fcr,7,reason,all,all,all,40,30,0.75,0.6,0.86,0.75,3,2,5,20,",
    "window_fcr,7,reason,all,all,2026-05,20,16,0.8,0.58,0.92,0.8,0,0,0,20,",
    "window_fcr,7,reason,team,Elm,all,25,20,0.8,0.61,0.91,0.8,1,0,2,12,",
    "window_fcr,7,reason,team,\"Oak, West\",all,15,10,0.66,0.42,0.85,0.66,2,2,3,8,",
    "window_fcr,7,reason,team,Ash,all,,,,,,,,,,,withheld",
    "window_fcr,1,reason,all,all,all,41,39,0.95,0.84,0.99,0.95,1,2,5,20,",
    "acr,7,reason,all,all,all,60,45,0.75,0.63,0.84,0.75,3,2,5,20,",
    "voc_resolution,,,all,all,all,30,24,0.8,0.63,0.9,,,,,30,",
  ]
  /// Name of the run.
  var id = "2026-06-30-aaaaaaaaaaaa"

  private static let header =
    "measure,window_days,match,group_by,group,period,n,x,rate,lo,hi,km,unsettled,first_unknown,unidentified,people,flag"
  private static let population = """
    group_by,group,period,status,conversations
    all,all,all,qualifying,70
    all,all,all,abandoned,10
    team,Elm,all,qualifying,40
    team,Elm,all,abandoned,4
    team,Ash,all,withheld,
    """

  /// Its files.
  var folder: RunFolder {
    get throws {
      let manifest = """
        {"run_id": "\(id)", "name": "t", "as_of": "2026-06-30", "headline": {"window_days": 7, "match": "reason"},
         "inputs": [{"path": "acd.csv", "table": "contacts", "source": "acd", "sha256": "ab", "bytes": 9, "rows": 100,
           "accepted": 98, "rejected": 2, "used": 90, "excluded": {"duplicate": 8}}],
         "parameters": [{"key": "parameters.fcr.headline_days", "value": "7", "origin": "default"},
           {"key": "privacy.min_people", "value": "5", "origin": "pipeline"}],
         "outputs": [{"path": "tables/fcr.csv", "sha256": "cd", "rows": 8}], "not_run": [],
         "warnings": [{"code": "raw_ids", "count": 1, "message": "no key file is given"}]}
        """
      let package = """
        {"resources": [{"path": "tables/fcr.csv", "description": "One measure per row.",
          "schema": {"fields": [{"name": "n", "description": "denominator"}, {"name": "rate", "description": "x / n"},
          {"name": "flag", "description": "a flag"}]}}]}
        """
      let files = [
        "manifest.json": manifest, "datapackage.json": package,
        "tables/fcr.csv": ([PublishedFolder.header] + fcr).joined(separator: "\n") + "\n",
        "tables/fcr_population.csv": PublishedFolder.population + "\n",
        "diagnostics.csv":
          "severity,code,source,file,subject,count,message\nwarning,raw_ids,acd,acd.csv,,1,no key\n",
        "rejects.csv":
          "source,file,line_first,line_last,code,column,column_name,message\nacd,acd.csv,12,12,bad_time,3,ended,no time\n",
      ].mapValues { Array($0.utf8) }
      return try RunFolder { files[$0] }
    }
  }
}
