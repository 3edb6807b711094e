// How jemalloc is set up; it looks for this name. Without jemalloc nobody does.

extern "C" {
/// Memory that sessions no longer need goes back to the system within seconds, also when nothing is
/// allocated; a node with 1,000,000 sessions would otherwise keep what its busiest moment took.
extern const char* malloc_conf;
const char* malloc_conf = "background_thread:true,dirty_decay_ms:5000,muzzy_decay_ms:0";
}
