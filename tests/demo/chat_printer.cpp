#include "tests/demo/chat_printer.hpp"

#include "tests/demo/terminal_text.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

constexpr std::size_t screen = 78;
constexpr std::size_t bubble = 50;
constexpr const char* green = "32";
constexpr const char* cyan = "36";
constexpr const char* grey = "90";
constexpr const char* plain = "0";

std::string repeated(const std::string& piece, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i)
    all += piece;
  return all;
}

std::size_t widest(const std::vector<std::string>& lines) {
  std::size_t columns = 0;
  for (const auto& line : lines)
    columns = std::max(columns, columns_of(line));
  return columns;
}

/// The options of a message, one a line.
std::vector<std::string> option_lines(const received_message& message) {
  std::vector<std::string> lines;
  for (const auto& option : message.options())
    lines.push_back("( " + option.title + " )");
  return lines;
}

} // namespace

void chat_printer::customer_writes(const std::string& text) {
  const auto lines = wrapped(text, bubble);
  box(lines, screen - widest(lines) - 4, green);
}

void chat_printer::customer_taps(const tappable& option) {
  const std::vector<std::string> lines{"taps ( " + option.title + " )"};
  box(lines, screen - widest(lines) - 4, green);
}

void chat_printer::salon_answers(const received_message& message, std::chrono::milliseconds after) {
  auto lines = wrapped(without_marks(message.text()), bubble);
  const auto options = option_lines(message);
  if (!options.empty())
    lines.emplace_back();
  lines.insert(lines.end(), options.begin(), options.end());
  box(lines, 0, cyan);
  note("answered in " + std::to_string(after.count()) + " ms");
}

void chat_printer::session_is(const session_look& seen) {
  note(seen.key + "  ttl " + std::to_string(seen.ttl_s) + " s  state " + seen.state + "  revision "
       + std::to_string(seen.revision));
}

void chat_printer::session_is_gone(const std::string& customer) {
  note("booking:session:" + customer + "  deleted: the conversation is over");
}

void chat_printer::note(const std::string& text) {
  out_ << "   " << coloured(grey, text) << '\n' << std::flush;
}

void chat_printer::box(const std::vector<std::string>& lines, std::size_t indent,
                       const char* colour) {
  const auto width = widest(lines);
  const auto margin = std::string(indent, ' ');
  const auto rule = repeated("─", width + 2);
  const auto side = coloured(colour, "│");
  out_ << '\n' << margin << coloured(colour, "╭" + rule + "╮") << '\n';
  for (const auto& line : lines)
    out_ << margin << side << ' ' << line << std::string(width - columns_of(line), ' ') << ' '
         << side << '\n';
  out_ << margin << coloured(colour, "╰" + rule + "╯") << '\n' << std::flush;
}

std::string chat_printer::coloured(const char* colour, const std::string& text) const {
  if (!colours_)
    return text;
  return std::string{"\x1b["} + colour + "m" + text + "\x1b[" + plain + "m";
}

} // namespace quickbooking
