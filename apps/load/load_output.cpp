#include "apps/load/load_output.hpp"

#include "load/figures/histogram_log.hpp"
#include "load/figures/percentile_text.hpp"
#include "load/report/report_page.hpp"
#include "load/report/run_report_json.hpp"
#include "load/report/run_text.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace quickbooking {

namespace {

std::size_t terminal_width() {
  winsize size{};
  const auto known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

result<void> write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out{file, std::ios::binary};
  out << text;
  out.close();
  if (!out)
    return fail("unwritable_file", "cannot write " + file.string());
  return {};
}

struct named_histogram {
  const char* name;
  const histogram& values;
};

std::string to_log(const load_result& run, const std::vector<named_histogram>& all) {
  auto text = log_header(run.report.started);
  for (const auto& [name, values] : all)
    text += log_line({name, {}, run.report.elapsed, values});
  return text;
}

} // namespace

std::string start_line(const scenario& what) {
  std::ostringstream out;
  out << what.name << ": ";
  if (what.arrivals.model == arrival_model::closed)
    out << "CLOSED model, " << what.closed_customers << " customers";
  else
    out << "open model (" << to_string(what.arrivals.model) << "), " << what.arrivals.rate
        << " messages/s";
  out << ", " << std::chrono::duration<double>{what.duration}.count() << " s";
  return out.str();
}

second_printer::second_printer() : is_terminal_{::isatty(STDOUT_FILENO) == 1} {}

void second_printer::print(const second_row& row) {
  if (is_terminal_)
    std::cout << '\r' << second_line(row, terminal_width() - 1) << "\x1b[K" << std::flush;
  else
    std::cout << second_line(row) << std::endl;
}

void second_printer::end() {
  if (is_terminal_)
    std::cout << '\n';
}

result<void> prepare_folder(const std::string& folder) {
  std::error_code ec;
  std::filesystem::create_directories(folder, ec);
  if (ec || ::access(folder.c_str(), W_OK) != 0)
    return fail("unwritable_folder", "cannot write into " + folder);
  return {};
}

result<std::optional<run_report>> read_other_run(const std::string& file) {
  if (file.empty())
    return std::optional<run_report>{};
  std::ifstream in{file, std::ios::binary};
  if (!in)
    return fail("unreadable_file", "cannot read " + file);
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  auto run = parse_run_report(text);
  if (!run)
    return fail(run.error().code, file + ": " + run.error().message);
  return std::optional{std::move(*run)};
}

result<void> write_files(const std::string& folder, const load_result& run,
                         const run_report* other) {
  const std::filesystem::path where{folder};
  std::vector<named_histogram> all{{"reply.intended", run.to_reply.intended},
                                   {"reply.service", run.to_reply.service}};
  if (run.report.totals.to_acknowledgement) {
    all.push_back({"acknowledgement.intended", run.to_acknowledgement.intended});
    all.push_back({"acknowledgement.service", run.to_acknowledgement.service});
  }
  auto done = write(where / "run.json", to_json(run.report));
  if (done)
    done = write(where / "report.html", report_page(run.report, other));
  if (done)
    done = write(where / "latency.hlog", to_log(run, all));
  for (const auto& [name, values] : all)
    if (done)
      done = write(where / (std::string{name} + ".hgrm"), percentile_text(values));
  return done;
}

} // namespace quickbooking
