import Foundation
import Testing

@Suite struct VendorTests {
  @Test(arguments: VendorCase.all)
  func `an export of a vendor gives what its golden folder says`(_ vendor: VendorCase) throws {
    try vendor.prove()
  }

  @Test func `every folder of a vendor has golden files and is named after a shipped profile`() {
    #expect(VendorCase.all.count >= 6)
    for vendor in VendorCase.all {
      let golden = "\(BuiltBinary.testFolder)/vendors/\(vendor.name)/golden/check.txt"
      #expect(FileManager.default.fileExists(atPath: golden), "\(golden) is missing")
      let profile = "\(BuiltBinary.project)/pipelines/profiles/\(vendor.name).yaml"
      #expect(FileManager.default.fileExists(atPath: profile), "\(profile) is missing")
    }
  }
}
