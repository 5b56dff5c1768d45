#ifndef KNOTWORK_CWORKBOOK_H
#define KNOTWORK_CWORKBOOK_H

#include <stdbool.h>
#include <stdint.h>

#include <expat.h>
#include <zip.h>

/*
 * What workbooks are read and written with: docs/decisions/0024-workbooks.md. Each of the three loads its library when it is first
 * asked for. Nothing else of that library may be called before it has answered true.
 */
bool knot_zip_is_there(void);
bool knot_expat_is_there(void);
bool knot_xlsxwriter_is_there(void);

/*
 * libxlsxwriter by narrow doors, because its own header is wide. Rows and columns are counted from 0. A format may be NULL. What
 * gives an int gives 0 when all is well, and else what knot_xlsx_reason puts into words.
 */
struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

/* A workbook that will be written to `path`; `created` is in seconds since 1970, and not 0. */
struct lxw_workbook *knot_xlsx_new(const char *path, int64_t created);
/* Writes the file and lets go of everything, whether or not that went well. */
int knot_xlsx_close(struct lxw_workbook *book);
struct lxw_format *knot_xlsx_format(struct lxw_workbook *book, const char *number, bool is_heading);
struct lxw_worksheet *knot_xlsx_sheet(struct lxw_workbook *book, const char *name);
int knot_xlsx_text(struct lxw_worksheet *sheet, uint32_t row, uint16_t column, const char *text, struct lxw_format *format);
int knot_xlsx_number(struct lxw_worksheet *sheet, uint32_t row, uint16_t column, double number, struct lxw_format *format);
int knot_xlsx_boolean(struct lxw_worksheet *sheet, uint32_t row, uint16_t column, bool value);
/* In widths of a digit, as Excel counts. */
int knot_xlsx_width(struct lxw_worksheet *sheet, uint16_t column, double width);
/* Rows above `row` stay in sight. */
void knot_xlsx_freeze(struct lxw_worksheet *sheet, uint32_t row);
const char *knot_xlsx_reason(int code);

#endif
