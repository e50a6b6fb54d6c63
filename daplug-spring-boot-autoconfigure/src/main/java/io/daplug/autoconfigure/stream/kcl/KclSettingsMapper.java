package io.daplug.autoconfigure.stream.kcl;

import java.time.Duration;
import java.util.Collection;
import java.util.regex.Pattern;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.stream.kcl.KclSettings;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * From properties to settings.
 */
final class KclSettingsMapper {

	private static final String PREFIX = "daplug.stream.kcl";

	private static final String NAME = PREFIX + ".application-name";

	private static final Pattern TABLE_NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

	private final DaplugKclProperties properties;

	private final @Nullable String applicationName;

	private final boolean embedded;

	/**
	 * Creates a mapper.
	 * @param properties the properties
	 * @param applicationName the name of the application; null if it has none
	 * @param embedded whether the tables are on an embedded server, where everything can
	 * be quick
	 */
	KclSettingsMapper(DaplugKclProperties properties, @Nullable String applicationName, boolean embedded) {
		this.properties = properties;
		this.applicationName = applicationName;
		this.embedded = embedded;
	}

	/**
	 * Maps the properties.
	 * @param tables the tables whose streams are read
	 * @throws DaplugConfigurationException if one of them cannot work
	 */
	KclSettings settings(Collection<TableDefinition> tables) {
		KclSettings settings = settings(name(tables.iterator().next()));
		for (TableDefinition table : tables) {
			String leases = settings.leaseTable(table.tableName());
			if (!TABLE_NAME.matcher(leases).matches()) {
				throw new DaplugConfigurationException(NAME,
						("'%s' makes '%s' the name of a table of leases, and a name in DynamoDB has 3 to 255 letters, "
								+ "digits, '_', '-' and '.'")
							.formatted(settings.applicationName(), leases),
						"Set '%s' to such a name.".formatted(NAME));
			}
		}
		return settings;
	}

	private KclSettings settings(String name) {
		try {
			return new KclSettings(name, this.properties.initialPosition(),
					new KclSettings.Times(time(this.properties.failoverTime(), 10_000, 1000),
							time(this.properties.pollInterval(), 250, 50),
							time(this.properties.checkpointInterval(), 1000, 200)),
					new KclSettings.Limits(this.properties.maxRecords(), this.properties.maxPending(),
							this.properties.unreadableRecords()),
					this.properties.cloudWatch().enabled());
		}
		catch (IllegalArgumentException ex) {
			throw DaplugConfigurationException.ofOption(PREFIX, ex);
		}
	}

	private String name(TableDefinition table) {
		String name = StringUtils.hasText(this.properties.applicationName()) ? this.properties.applicationName()
				: this.applicationName;
		if (!StringUtils.hasText(name)) {
			throw new DaplugConfigurationException(NAME,
					"must be set, since the stream of table '%s' is read and the application has no name"
						.formatted(table.name()),
					"Set '%s', or 'spring.application.name', to a name that all instances of the application share, and no "
						.formatted(NAME) + "other application has.");
		}
		return name;
	}

	private Duration time(@Nullable Duration set, long millis, long embeddedMillis) {
		return (set != null) ? set : Duration.ofMillis(this.embedded ? embeddedMillis : millis);
	}

}
