/* libxlsxwriter, loaded when a workbook is first written. See docs/decisions/0024-workbooks.md. */
#include "CWorkbook.h"

#include <CLoaded.h>
#include <xlsxwriter.h>

/* Its structures differ between its versions, so that only the one that we are built with will do. */
#ifdef __APPLE__
#define LIBRARIES "libxlsxwriter." LXW_SOVERSION ".dylib"
#else
#define LIBRARIES "libxlsxwriter.so." LXW_SOVERSION
#endif

/* Name, result, parameters, arguments. All are called through the doors below, none under its own name. */
#define FUNCTIONS(F) \
    F(workbook_new, lxw_workbook *, (const char *path), ()) \
    F(workbook_close, lxw_error, (lxw_workbook * book), ()) \
    F(workbook_add_worksheet, lxw_worksheet *, (lxw_workbook * book, const char *name), ()) \
    F(workbook_add_format, lxw_format *, (lxw_workbook * book), ()) \
    F(workbook_set_properties, lxw_error, (lxw_workbook * book, lxw_doc_properties *properties), ()) \
    F(format_set_num_format, void, (lxw_format * format, const char *number), ()) \
    F(format_set_bold, void, (lxw_format * format), ()) \
    F(format_set_text_wrap, void, (lxw_format * format), ()) \
    F(format_set_align, void, (lxw_format * format, uint8_t alignment), ()) \
    F(worksheet_write_string, lxw_error, \
      (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format), ()) \
    F(worksheet_write_number, lxw_error, \
      (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, double number, lxw_format *format), ()) \
    F(worksheet_write_boolean, lxw_error, \
      (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, int value, lxw_format *format), ()) \
    F(worksheet_set_column, lxw_error, \
      (lxw_worksheet * sheet, lxw_col_t first, lxw_col_t last, double width, lxw_format *format), ()) \
    F(worksheet_freeze_panes, void, (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column), ()) \
    F(lxw_strerror, char *, (lxw_error code), ())

LOADED(FUNCTIONS, knot_xlsxwriter_is_there, LIBRARIES)

struct lxw_workbook *knot_xlsx_new(const char *path, int64_t created) {
    lxw_workbook *book = library_workbook_new(path);
    lxw_doc_properties properties = {.created = (time_t)created};
    if (book != NULL) library_workbook_set_properties(book, &properties);
    return book;
}

int knot_xlsx_close(struct lxw_workbook *book) { return library_workbook_close(book); }

struct lxw_format *knot_xlsx_format(struct lxw_workbook *book, const char *number, bool is_heading) {
    lxw_format *format = library_workbook_add_format(book);
    if (format == NULL) return NULL;
    if (number != NULL) library_format_set_num_format(format, number);
    if (is_heading) {
        library_format_set_bold(format);
        library_format_set_text_wrap(format);
        library_format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    }
    return format;
}

struct lxw_worksheet *knot_xlsx_sheet(struct lxw_workbook *book, const char *name) {
    return library_workbook_add_worksheet(book, name);
}

int knot_xlsx_text(struct lxw_worksheet *sheet, uint32_t row, uint16_t column, const char *text, struct lxw_format *format) {
    return library_worksheet_write_string(sheet, row, column, text, format);
}

int knot_xlsx_number(struct lxw_worksheet *sheet, uint32_t row, uint16_t column, double number, struct lxw_format *format) {
    return library_worksheet_write_number(sheet, row, column, number, format);
}

int knot_xlsx_boolean(struct lxw_worksheet *sheet, uint32_t row, uint16_t column, bool value) {
    return library_worksheet_write_boolean(sheet, row, column, value, NULL);
}

int knot_xlsx_width(struct lxw_worksheet *sheet, uint16_t column, double width) {
    return library_worksheet_set_column(sheet, column, column, width, NULL);
}

void knot_xlsx_freeze(struct lxw_worksheet *sheet, uint32_t row) { library_worksheet_freeze_panes(sheet, row, 0); }

const char *knot_xlsx_reason(int code) { return library_lxw_strerror((lxw_error)code); }
