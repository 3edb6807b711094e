#include "booking/texts/pattern.hpp"

#include "booking/texts/catalog.hpp"
#include "booking/texts/isolation.hpp"
#include "booking/texts/pattern_parser.hpp"
#include "booking/texts/plural_form.hpp"

#include <algorithm>
#include <cassert>
#include <stdexcept>

namespace quickbooking {

namespace {

using kind = pattern_node::kind;

void collect(const std::vector<pattern_node>& nodes, std::vector<std::string>& names) {
  for (auto& node : nodes) {
    if (node.what != kind::literal && std::ranges::find(names, node.text) == names.end())
      names.push_back(node.text);
    for (auto& branch : node.branches)
      collect(branch.content, names);
  }
}

/// One use of a pattern: writes its pieces one after the other.
class writer {
public:
  writer(language lang, const std::vector<text_arg>& args, bool isolated)
      : lang_(lang),
        args_(args),
        isolated_(isolated) {}

  void write(const std::vector<pattern_node>& nodes) {
    for (auto& node : nodes)
      write(node);
  }

  std::string take() { return std::move(out_); }

private:
  void write(const pattern_node& node) {
    switch (node.what) {
    case kind::literal:
      out_ += node.text;
      return;
    case kind::number:
      out_ += value(node);
      return;
    case kind::at_time:
      out_ += at(value(node));
      [[fallthrough]];
    case kind::argument:
      return write_value(node);
    case kind::plural:
      return write(branch(node, plural_form(lang_, value(node))));
    case kind::select:
      return write(branch(node, is_blank(value(node)) ? "empty" : value(node)));
    }
  }

  void write_value(const pattern_node& node) {
    if (isolated_)
      append_isolated(out_, lang_, node.text, cleaned(value(node)));
    else
      out_ += value(node);
  }

  const std::string& value(const pattern_node& node) const {
    static const std::string absent;
    auto i = std::ranges::find(args_, node.text, &text_arg::name);
    if (i != args_.end())
      return i->value;
#ifndef NDEBUG
    throw std::logic_error("no value for the parameter " + node.text);
#endif
    return absent;
  }

  /// "a la 01:00", but "a las 15:00": at one o'clock Spanish and Portuguese use the singular.
  std::string_view at(std::string_view time) const {
    auto& words = catalog_of(lang_).words;
    return time.starts_with("01:") ? words.at_one : words.at;
  }

  /// ICU takes the exact number before the plural form, and `other` where nothing fits.
  const std::vector<pattern_node>& branch(const pattern_node& node, std::string_view wanted) const {
    auto exact = "=" + value(node);
    auto& all = node.branches;
    auto i = std::ranges::find(all, exact, &pattern_branch::selector);
    if (i == all.end())
      i = std::ranges::find(all, wanted, &pattern_branch::selector);
    if (i == all.end())
      i = std::ranges::find(all, "other", &pattern_branch::selector);
    return i->content;
  }

  language lang_;
  const std::vector<text_arg>& args_;
  bool isolated_;
  std::string out_;
};

} // namespace

pattern::pattern(language lang, std::string_view source)
    : lang_(lang),
      nodes_(parse_pattern(source)) {
  collect(nodes_, parameters_);
}

std::string pattern::message(const std::vector<text_arg>& args) const {
  writer out(lang_, args, true);
  out.write(nodes_);
  return out.take();
}

std::string pattern::part(const std::vector<text_arg>& args) const {
  writer out(lang_, args, false);
  out.write(nodes_);
  return out.take();
}

} // namespace quickbooking
