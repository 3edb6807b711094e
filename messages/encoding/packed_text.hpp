#pragma once

#include "messages/failure.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace quickbooking {

/// Compressed text in characters that need no escape in JSON: one zstd frame in base64. Empty
/// if it cannot be had.
std::string pack_text(std::string_view text);

/// Reads what `pack_text` writes, from whomever it comes: never unpacks to more than `max_bytes`.
/// Errors: `broken_pack`.
result<std::string> unpack_text(std::string_view packed, std::size_t max_bytes);

/// Compresses texts that resemble a sample, which both sides have: one zstd frame, a third shorter
/// than without. Any thread.
class sample_packer {
public:
  explicit sample_packer(std::string_view sample);
  ~sample_packer();

  /// Empty if it cannot be had.
  std::string pack(std::string_view text) const;

  /// Reads what `pack` writes. Errors: `broken_pack`.
  result<std::string> unpack(std::string_view frame) const;

private:
  struct dictionaries;
  std::unique_ptr<const dictionaries> dictionaries_;
};

} // namespace quickbooking
