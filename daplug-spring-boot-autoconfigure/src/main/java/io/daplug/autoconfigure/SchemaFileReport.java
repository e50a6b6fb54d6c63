package io.daplug.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import io.daplug.autoconfigure.DaplugProperties.SchemaCheck;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.schema.SchemaFileNotice;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells of mistakes in schema files that do not keep them from being used.
 */
final class SchemaFileReport {

	private static final Log logger = LogFactory.getLog(SchemaFileReport.class);

	private static final String PROPERTY = "daplug.schema-check";

	private static final int SHOWN = 20;

	private final SchemaCheck check;

	SchemaFileReport(SchemaCheck check) {
		this.check = check;
	}

	/**
	 * Logs mistakes, or fails for them, as the property says.
	 * @param notices the mistakes
	 */
	void report(List<SchemaFileNotice> notices) {
		if (notices.isEmpty() || this.check == SchemaCheck.NONE) {
			return;
		}
		String count = (notices.size() == 1) ? "a mistake" : notices.size() + " mistakes";
		if (this.check == SchemaCheck.FAIL) {
			throw new DaplugConfigurationException(PROPERTY,
					"is fail, and the schema files have %s:%n%s".formatted(count, list(notices)),
					"Correct the schema files, or set '%s' to warn.".formatted(PROPERTY));
		}
		logger.warn("The schema files have %s ('%s' may be set to fail, or to none):%n%s".formatted(count, PROPERTY,
				list(notices)));
	}

	private static String list(List<SchemaFileNotice> notices) {
		String list = notices.stream()
			.limit(SHOWN)
			.map((notice) -> "%n    - %s".formatted(notice))
			.collect(Collectors.joining());
		return (notices.size() > SHOWN) ? list + "%n    and %d more".formatted(notices.size() - SHOWN) : list;
	}

}
