import Testing

@testable import Tables

@Suite struct FilePathTests {
  @Test func `a path above a folder loses the folder's last part`() {
    #expect(FilePath.joined("../sample-data/x.csv", from: "pipelines") == "sample-data/x.csv")
    #expect(FilePath.joined("../../x", from: "a/b") == "x")
    #expect(FilePath.joined("../x", from: "..") == "../../x")
    #expect(FilePath.joined("../x", from: "/a/b") == "/a/x")
    #expect(FilePath.joined("/x", from: "a") == "/x")
    #expect(FilePath.joined("x", from: ".") == "x")
  }

  @Test func `an absolute path has no points`() {
    #expect(FilePath.absolute("../b/./c", current: "/a/d") == "/a/b/c")
    #expect(FilePath.absolute("../../../x", current: "/a") == "/x")
    #expect(FilePath.absolute("/a/../b", current: "/c") == "/b")
  }
}
