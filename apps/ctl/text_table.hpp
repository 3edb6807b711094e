#pragma once

#include <string>
#include <vector>

namespace quickbooking {

/// A table for a terminal: columns two blanks apart, as wide as their widest cell. Cells are made
/// plain text, whoever wrote them.
class text_table {
public:
  explicit text_table(const std::vector<std::string>& heads) { add(heads); }

  /// A table without heads, as for names and values.
  text_table() = default;

  /// One cell for each head.
  void add(const std::vector<std::string>& cells);

  std::string text() const;

private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_; ///< in code points
};

} // namespace quickbooking
