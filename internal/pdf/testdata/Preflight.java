import java.io.File;
import java.util.Map;
import java.util.TreeMap;

import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.exception.SyntaxValidationException;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Prints what Apache PDFBox Preflight finds wrong with a file: PDF/A-1b, the one part it knows. */
public class Preflight {
    public static void main(String[] files) throws Exception {
        PreflightParser parser = new PreflightParser(new File(files[0]));
        ValidationResult result;
        try {
            parser.parse();
            PreflightDocument document = parser.getPreflightDocument();
            document.validate();
            result = document.getResult();
        } catch (SyntaxValidationException e) {
            result = e.getResult();
        }
        Map<String, String> found = new TreeMap<>();
        for (ValidationResult.ValidationError e : result.getErrorsList()) {
            found.put(e.getErrorCode(), e.getDetails());
        }
        found.forEach((code, details) -> System.out.println(code + " " + details));
    }
}
