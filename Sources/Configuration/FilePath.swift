/// The folder that a file lies in, as written; `.` for a bare name.
func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// A path seen from a folder; an absolute one stays.
func path(_ path: String, from folder: String) -> String {
  if path.hasPrefix("/") || folder == "." { return path }
  return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
}

/// The name of a file without folder and YAML ending.
func stem(of path: String) -> String {
  let name = path.split(separator: "/").last.map(String.init) ?? path
  for ending in [".yaml", ".yml"] where name.hasSuffix(ending) && name != ending {
    return String(name.dropLast(ending.count))
  }
  return name
}

/// Whether a text is the path of a YAML file rather than a name.
func isYAMLPath(_ text: String) -> Bool { text.hasSuffix(".yaml") || text.hasSuffix(".yml") }
