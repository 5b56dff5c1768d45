/* libzip, loaded when somebody first reads a workbook. See docs/decisions/0024-workbooks.md. */
#include "CWorkbook.h"

#include <CLoaded.h>

#ifdef __APPLE__
#define LIBRARIES "libzip.5.dylib"
#else
/* What we use of the two is the same. */
#define LIBRARIES "libzip.so.5", "libzip.so.4"
#endif

/* Name, result, parameters, arguments. */
#define FUNCTIONS(F) \
    F(zip_source_buffer_create, zip_source_t *, (const void *bytes, zip_uint64_t count, int owned, zip_error_t *error), \
      (bytes, count, owned, error)) \
    F(zip_source_free, void, (zip_source_t * source), (source)) \
    F(zip_open_from_source, zip_t *, (zip_source_t * source, int flags, zip_error_t *error), (source, flags, error)) \
    F(zip_discard, void, (zip_t * archive), (archive)) \
    F(zip_get_num_entries, zip_int64_t, (zip_t * archive, zip_flags_t flags), (archive, flags)) \
    F(zip_name_locate, zip_int64_t, (zip_t * archive, const char *name, zip_flags_t flags), (archive, name, flags)) \
    F(zip_stat_index, int, (zip_t * archive, zip_uint64_t index, zip_flags_t flags, zip_stat_t *stat), \
      (archive, index, flags, stat)) \
    F(zip_fopen_index, zip_file_t *, (zip_t * archive, zip_uint64_t index, zip_flags_t flags), (archive, index, flags)) \
    F(zip_fread, zip_int64_t, (zip_file_t * file, void *bytes, zip_uint64_t count), (file, bytes, count)) \
    F(zip_fclose, int, (zip_file_t * file), (file))

LOADED(FUNCTIONS, knot_zip_is_there, LIBRARIES)
FUNCTIONS(LOADED_FORWARD)
