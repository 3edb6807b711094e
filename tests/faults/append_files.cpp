#include "tests/faults/append_files.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace quickbooking::faults {

namespace {

std::string contents(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::filesystem::path folder_of_files(const std::string& folder) {
  return std::filesystem::path{folder} / "appendonlydir";
}

/// The 3 of `appendonly.aof.3.incr.aof`.
int number_of(const std::filesystem::path& file) {
  return std::stoi(file.stem().stem().extension().string().substr(1));
}

/// The files of this type in the manifest, whose lines are `file <name> seq <number> type <type>`.
std::string current(const std::string& folder, const std::string& wanted) {
  std::string bytes;
  std::ifstream manifest{folder_of_files(folder) / "appendonly.aof.manifest"};
  for (std::string word, name, number, type;
       manifest >> word >> name >> word >> number >> word >> type;)
    if (type == wanted)
      bytes += contents(folder_of_files(folder) / name);
  return bytes;
}

} // namespace

std::string all_writes(const std::string& folder) {
  std::map<int, std::filesystem::path> files;
  for (const auto& each : std::filesystem::directory_iterator{folder_of_files(folder)})
    if (each.path().string().ends_with(".incr.aof"))
      files.emplace(number_of(each.path()), each.path());
  std::string bytes;
  for (const auto& [number, file] : files)
    bytes += contents(file);
  return bytes;
}

std::string current_base(const std::string& folder) { return current(folder, "b"); }

std::string current_writes(const std::string& folder) { return current(folder, "i"); }

} // namespace quickbooking::faults
