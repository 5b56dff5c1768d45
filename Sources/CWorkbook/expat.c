/* expat, loaded when somebody first reads a workbook. See docs/decisions/0024-workbooks.md. */
#include "CWorkbook.h"

#include <CLoaded.h>

#ifdef __APPLE__
#define LIBRARIES "libexpat.1.dylib"
#else
#define LIBRARIES "libexpat.so.1"
#endif

/* Name, result, parameters, arguments. */
#define FUNCTIONS(F) \
    F(XML_ParserCreateNS, XML_Parser, (const XML_Char *encoding, XML_Char separator), (encoding, separator)) \
    F(XML_ParserFree, void, (XML_Parser parser), (parser)) \
    F(XML_SetUserData, void, (XML_Parser parser, void *data), (parser, data)) \
    F(XML_SetElementHandler, void, (XML_Parser parser, XML_StartElementHandler start, XML_EndElementHandler end), \
      (parser, start, end)) \
    F(XML_SetCharacterDataHandler, void, (XML_Parser parser, XML_CharacterDataHandler text), (parser, text)) \
    F(XML_SetStartDoctypeDeclHandler, void, (XML_Parser parser, XML_StartDoctypeDeclHandler start), (parser, start)) \
    F(XML_StopParser, enum XML_Status, (XML_Parser parser, XML_Bool resumable), (parser, resumable)) \
    F(XML_GetCurrentByteIndex, XML_Index, (XML_Parser parser), (parser)) \
    F(XML_GetBuffer, void *, (XML_Parser parser, int count), (parser, count)) \
    F(XML_ParseBuffer, enum XML_Status, (XML_Parser parser, int count, int is_last), (parser, count, is_last))

LOADED(FUNCTIONS, knot_expat_is_there, LIBRARIES)
FUNCTIONS(LOADED_FORWARD)
