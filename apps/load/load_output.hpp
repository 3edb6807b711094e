#pragma once

#include "load/engine/load_run.hpp"
#include "messages/failure.hpp"

#include <optional>
#include <string>

namespace quickbooking {

/// What begins, on one line: name, model (a closed one is called so), size and length.
std::string start_line(const scenario& what);

/// Shows the run while it goes on: one line a second, in place on a terminal.
class second_printer {
public:
  second_printer();

  void print(const second_row& row);

  /// Ends the line that was written in place.
  void end();

private:
  bool is_terminal_;
};

/// Makes the folder. Error: `unwritable_folder`.
result<void> prepare_folder(const std::string& folder);

/// Reads the other run, unless the name is empty. Errors: those of `parse_run_report`,
/// `unreadable_file`.
result<std::optional<run_report>> read_other_run(const std::string& file);

/// Writes run.json, report.html, latency.hlog and the .hgrm files. Error: `unwritable_file`.
result<void> write_files(const std::string& folder, const load_result& run,
                         const run_report* other);

} // namespace quickbooking
