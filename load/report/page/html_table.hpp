#pragma once

#include <string>
#include <vector>

namespace quickbooking {

/// A table that is as wide as it has to be, in a region that scrolls. All texts are escaped here.
class html_table {
public:
  html_table(std::string caption, std::vector<std::string> heads);

  /// The first cell names the row; missing ones are empty, long ones are cut. `style`: a class for
  /// the row.
  void add(std::vector<std::string> cells, const char* style = "");

  bool empty() const { return rows_.empty(); }

  /// Nothing for a table without rows.
  std::string html() const;

private:
  std::string caption_;
  std::vector<std::string> heads_;
  std::string rows_;
};

} // namespace quickbooking
