#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

// Texts in a row, each behind its length in bytes: "4:Dana0:". For what is read on every hop
// between nodes, where a parser of JSON takes ten times as long.

/// Goes on at the end of `out`.
void append_field(std::string& out, std::string_view text);

/// Reads them one by one. Whoever reads looks once, at the end, whether all of it was good.
class field_reader {
public:
  /// `bytes` must outlive what `next` gives.
  explicit field_reader(std::string_view bytes) : rest_{bytes} {}

  /// Empty, too, if there is no further one, or none that can be read.
  std::string_view next();

  /// Every text that was asked for was there, and there is no more.
  bool ended_well() const { return is_good_ && rest_.empty(); }

private:
  std::string_view rest_;
  bool is_good_ = true;
};

} // namespace quickbooking
