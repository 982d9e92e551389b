import StrictJSON
import Testing

/// github nst/JSONTestSuite, folder test_parsing.
@Suite(.enabled(if: Vectors.areAvailable, Vectors.skipped))
struct JSONTestSuiteTests {
  /// Where we refuse what the grammar leaves open: RFC 8259 says names SHOULD be unique.
  static let stricter: [String: JSONError.Code] = [
    "y_object_duplicated_key.json": .duplicateMember,
    "y_object_duplicated_key_and_value.json": .duplicateMember,
  ]

  /// What we do where the suite leaves the choice; nil is accepted.
  static let choices: [String: JSONError.Code?] = [
    "i_number_double_huge_neg_exp.json": nil,
    "i_number_huge_exp.json": .numberOutOfRange,
    "i_number_neg_int_huge_exp.json": .numberOutOfRange,
    "i_number_pos_double_huge_exp.json": .numberOutOfRange,
    "i_number_real_neg_overflow.json": .numberOutOfRange,
    "i_number_real_pos_overflow.json": .numberOutOfRange,
    "i_number_real_underflow.json": nil,
    "i_number_too_big_neg_int.json": .numberOutOfRange,
    "i_number_too_big_pos_int.json": .numberOutOfRange,
    "i_number_very_big_negative_int.json": .numberOutOfRange,
    "i_object_key_lone_2nd_surrogate.json": .loneSurrogate,
    "i_string_1st_surrogate_but_2nd_missing.json": .loneSurrogate,
    "i_string_1st_valid_surrogate_2nd_invalid.json": .loneSurrogate,
    "i_string_UTF-16LE_with_BOM.json": .byteOrderMark,
    "i_string_UTF-8_invalid_sequence.json": .invalidUTF8,
    "i_string_UTF8_surrogate_U+D800.json": .invalidUTF8,
    "i_string_incomplete_surrogate_and_escape_valid.json": .loneSurrogate,
    "i_string_incomplete_surrogate_pair.json": .loneSurrogate,
    "i_string_incomplete_surrogates_escape_valid.json": .loneSurrogate,
    "i_string_invalid_lonely_surrogate.json": .loneSurrogate,
    "i_string_invalid_surrogate.json": .loneSurrogate,
    "i_string_invalid_utf-8.json": .invalidUTF8,
    "i_string_inverted_surrogates_U+1D11E.json": .loneSurrogate,
    "i_string_iso_latin_1.json": .invalidUTF8,
    "i_string_lone_second_surrogate.json": .loneSurrogate,
    "i_string_lone_utf8_continuation_byte.json": .invalidUTF8,
    "i_string_not_in_unicode_range.json": .invalidUTF8,
    "i_string_overlong_sequence_2_bytes.json": .invalidUTF8,
    "i_string_overlong_sequence_6_bytes.json": .invalidUTF8,
    "i_string_overlong_sequence_6_bytes_null.json": .invalidUTF8,
    "i_string_truncated-utf-8.json": .invalidUTF8,
    "i_string_utf16BE_no_BOM.json": .unexpectedByte,
    "i_string_utf16LE_no_BOM.json": .unexpectedByte,
    "i_structure_500_nested_arrays.json": .tooDeep,
    "i_structure_UTF-8_BOM_empty_object.json": .byteOrderMark,
  ]

  private func files(_ prefix: String) throws -> [(name: String, bytes: [UInt8])] {
    let files = try Vectors.files(in: "json").filter { $0.name.hasPrefix(prefix) }
    try #require(!files.isEmpty)
    return files
  }

  @Test func everyValidFileIsAcceptedExceptTwoWithDuplicateNames() throws {
    for file in try files("y_") {
      #expect(refusal(file.bytes)?.code == Self.stricter[file.name], "\(file.name)")
    }
  }

  @Test func everyInvalidFileIsRefused() throws {
    for file in try files("n_") {
      #expect(refusal(file.bytes) != nil, "\(file.name)")
    }
  }

  @Test func everyOpenFileHasTheOutcomeOfTheTable() throws {
    let open = try files("i_")
    for file in open {
      let choice = try #require(Self.choices[file.name], "\(file.name) is not in the table")
      #expect(refusal(file.bytes)?.code == choice, "\(file.name)")
    }
    #expect(Set(open.map(\.name)) == Set(Self.choices.keys))
  }

  @Test func skippingAValueRefusesWhatReadingItRefuses() throws {
    for file in try Vectors.files(in: "json") {
      #expect(refusal(file.bytes) == skipRefusal(file.bytes), "\(file.name)")
    }
  }

  @Test func whatIsAcceptedHasACanonicalFormThatIsAFixedPoint() throws {
    for file in try Vectors.files(in: "json") where refusal(file.bytes) == nil {
      let canonical = try JSONValue.parse(file.bytes).canonicalBytes
      #expect(try JSONValue.parse(canonical).canonicalBytes == canonical, "\(file.name)")
    }
  }
}
