import Tables

/// What `datapackage.json` says about the CSV files of a run: a Frictionless Data Package.
///
/// Source: Data Package, Tabular Data Package and Table Schema, version 1 (specs.frictionlessdata.io).
package struct DataPackage: Sendable {
  /// One CSV file and its table.
  package struct Resource: Sendable {
    /// Path from the folder of `datapackage.json`, such as `tables/fcr.csv`.
    package var path: String
    /// The table in that file; its name is the resource's and must be the only one of its kind.
    package var table: ReportTable
    /// Size of the file.
    package var bytes: Int
    /// Its SHA-256 in lower-case hexadecimal digits.
    package var sha256: String

    /// A described file.
    package init(path: String, table: ReportTable, bytes: Int, sha256: String) {
      self.path = path
      self.table = table
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// Name for machines; what Data Package does not allow in one becomes `-`.
  package var name: String
  /// A few words for people.
  package var title: String
  /// The files, in the order they are listed.
  package var resources: [Resource]

  /// A package of these files.
  package init(name: String, title: String, resources: [Resource]) {
    self.name = name
    self.title = title
    self.resources = resources
  }

  /// The document; print it as `datapackage.json`.
  package var document: JSONValue {
    [
      "profile": "tabular-data-package",
      "name": .string(DataPackage.identifier(name)),
      "title": .string(title),
      "resources": .array(resources.map(\.description)),
    ]
  }

  /// A name of lower-case letters, digits, `-`, `_` and `.` only.
  static func identifier(_ text: String) -> String {
    let scalars = text.lowercased().unicodeScalars.map { scalar in
      let isAllowed =
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isAllowed || "-_.".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    return scalars.isEmpty ? "-" : String(scalars)
  }
}

extension DataPackage.Resource {
  /// The resource as Data Package writes it.
  fileprivate var description: JSONValue {
    [
      "profile": "tabular-data-resource",
      "name": .string(DataPackage.identifier(table.name)),
      "path": .string(path),
      "description": .string(table.description),
      "format": "csv",
      "mediatype": "text/csv",
      "encoding": "utf-8",
      "bytes": .integer(Int64(bytes)),
      "hash": .string("sha256:" + sha256),
      "dialect": [
        "delimiter": ",",
        "lineTerminator": "\n",
        "quoteChar": "\"",
        "doubleQuote": true,
        "skipInitialSpace": false,
        "header": true,
      ],
      "schema": schema,
    ]
  }

  private var schema: JSONValue {
    let fields = table.columns.map { column -> JSONValue in
      [
        "name": .string(column.name),
        "type": .string(column.type.rawValue),
        "format": "default",
        "description": .string(column.description),
      ]
    }
    var members = [
      JSONValue.Member("fields", .array(fields)), JSONValue.Member("missingValues", [""]),
    ]
    if isKeyComplete {
      members.append(JSONValue.Member("primaryKey", .array(table.primaryKey.map(JSONValue.string))))
    }
    return .object(members)
  }

  /// Whether the table has a key and every row all of its cells: Table Schema allows no gap in one.
  private var isKeyComplete: Bool {
    let places = table.primaryKey.compactMap { name in table.columns.firstIndex { $0.name == name } }
    precondition(places.count == table.primaryKey.count, "a key column of '\(table.name)' is unknown")
    return !places.isEmpty
      && table.rows.allSatisfy { row in
        places.allSatisfy { row[$0] != .missing && row[$0] != .text("") }
      }
  }
}
