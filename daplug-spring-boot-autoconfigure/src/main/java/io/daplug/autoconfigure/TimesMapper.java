package io.daplug.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.autoconfigure.property.SchemaCheck;
import io.daplug.schema.ItemSchema;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexProjection;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.table.TimestampAttribute;
import io.daplug.table.TimestampForm;
import io.daplug.table.TimestampsDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.util.StringUtils;

/**
 * The times that Daplug stores in the items of one table, held against its schema and its
 * indexes.
 */
final class TimesMapper {

	/** A time of which seconds fit 32 bits and milliseconds do not. */
	private static final Instant SAMPLE = Instant.parse("2026-01-01T00:00:00Z");

	private final String table;

	private final DaplugProperties.Table properties;

	private final @Nullable ItemSchema schema;

	private final List<WrittenAttribute> written = new ArrayList<>();

	private final Map<String, String> owners = new LinkedHashMap<>();

	TimesMapper(String table, DaplugProperties.Table properties, @Nullable ItemSchema schema) {
		this.table = table;
		this.properties = properties;
		this.schema = schema;
		owner(properties.hashAttribute(), "hash-key");
		owner(properties.rangeAttribute(), "range-key");
		DaplugProperties.Idempotence idempotence = properties.idempotence();
		if (idempotence != null) {
			owner(idempotence.key(), "idempotence.key");
			owner(idempotence.token(), "idempotence.token");
		}
		if (properties.changeId() != null) {
			owner(properties.changeId().attribute(), "change-id.attribute");
		}
	}

	/** Has the table store the times that its properties name. */
	void define(TableDefinitionBuilder definition) {
		DaplugProperties.Timestamps timestamps = this.properties.timestamps();
		if (timestamps != null) {
			definition.timestamps(timestamps(timestamps));
		}
		DaplugProperties.TimeToLive timeToLive = this.properties.timeToLive();
		if (timeToLive != null) {
			definition.timeToLive(timeToLive(timeToLive));
		}
	}

	/** Requires that what is stored is what an index has for a key. */
	void requireFit(IndexDefinition index) {
		this.written.forEach((attribute) -> attribute.requireFit(index));
		DaplugProperties.TimeToLive timeToLive = this.properties.timeToLive();
		if (timeToLive != null && timeToLive.attribute() != null && timeToLive.hideExpired()) {
			requireHeld(index, timeToLive.attribute());
		}
	}

	/** What decides whether an item is seen must be in the index by which it is read. */
	private void requireHeld(IndexDefinition index, String attribute) {
		IndexProjection projection = index.projection();
		if (projection.type() != ProjectionType.ALL && !projection.attributes().contains(attribute)
				&& index.keys().stream().noneMatch((key) -> key.name().equals(attribute))) {
			throw new DaplugConfigurationException(property("time-to-live.hide-expired"),
					"needs '%s' in each index, and index '%s' does not hold it".formatted(attribute, index.name()),
					"Let the index '%s' include '%s', or remove '%s'.".formatted(index.name(), attribute,
							property("time-to-live.hide-expired")));
		}
	}

	private TimestampsDefinition timestamps(DaplugProperties.Timestamps timestamps) {
		TimestampAttribute created = timestamp("timestamps.created", timestamps.created(), timestamps.form());
		TimestampAttribute modified = timestamp("timestamps.modified", timestamps.modified(), timestamps.form());
		if (created == null && modified == null) {
			throw new DaplugConfigurationException(property("timestamps"), "names no attribute",
					"Set '%s', '%s' or both.".formatted(property("timestamps.created"),
							property("timestamps.modified")));
		}
		return new TimestampsDefinition(created, modified);
	}

	private @Nullable TimestampAttribute timestamp(String property, @Nullable String attribute,
			@Nullable TimestampForm asked) {
		if (!StringUtils.hasText(attribute)) {
			return null;
		}
		requireOwn(property, attribute);
		TimestampForm form = (asked != null) ? asked : TimestampForm.TEXT;
		if (this.schema != null) {
			SchemaCheck.requireProperty(property(property), attribute, this.schema);
			form = form(property, new SchemaFit(this.schema, attribute), asked);
		}
		this.written.add(new WrittenAttribute(this.table, property, attribute, SchemaFit.type(form.write(SAMPLE))));
		return new TimestampAttribute(attribute, form);
	}

	/** The form that is asked for, or the first one that the schema allows. */
	private TimestampForm form(String property, SchemaFit fit, @Nullable TimestampForm asked) {
		List<TimestampForm> forms = (asked != null) ? List.of(asked)
				: List.of(TimestampForm.TEXT, TimestampForm.MILLISECONDS, TimestampForm.SECONDS);
		return forms.stream()
			.filter((form) -> fit.violation(form.write(SAMPLE)) == null)
			.findFirst()
			.orElseThrow(() -> unfit(property, fit, forms));
	}

	private DaplugConfigurationException unfit(String property, SchemaFit fit, List<TimestampForm> forms) {
		String violation = fit.violation(forms.get(forms.size() - 1).write(SAMPLE));
		return new DaplugConfigurationException(property(property),
				"writes a point in time to '%s' as %s, but schema '%s' in '%s' says that it %s"
					.formatted(fit.attribute(), words(forms), fit.schema().name(), fit.schema().location(), violation),
				"Make '%s' text with the format date-time, or an integer, in the schema.".formatted(fit.attribute()));
	}

	private static String words(List<TimestampForm> forms) {
		return (forms.size() > 1) ? "text or as a number" : (forms.get(0) == TimestampForm.TEXT)
				? "text of 30 characters" : "a number of " + forms.get(0).name().toLowerCase(Locale.ROOT);
	}

	private TimeToLiveDefinition timeToLive(DaplugProperties.TimeToLive timeToLive) {
		String attribute = timeToLive.attribute();
		String property = "time-to-live.attribute";
		if (!StringUtils.hasText(attribute)) {
			throw new DaplugConfigurationException(property(property), "must be set",
					"Set '%s' to the attribute that holds when an item expires.".formatted(property(property)));
		}
		requireOwn(property, attribute);
		requirePositive(timeToLive.after());
		AttributeValue sample = TimestampForm.SECONDS.write(SAMPLE);
		if (this.schema != null) {
			SchemaCheck.requireProperty(property(property), attribute, this.schema);
			String violation = new SchemaFit(this.schema, attribute).violation(sample);
			if (violation != null) {
				throw new DaplugConfigurationException(property(property),
						"DynamoDB expects the number of seconds since 1970 in '%s', but schema '%s' in '%s' says that it %s"
							.formatted(attribute, this.schema.name(), this.schema.location(), violation),
						"Make '%s' an integer in the schema, or set '%s' to an attribute that is one."
							.formatted(attribute, property(property)));
			}
		}
		this.written.add(new WrittenAttribute(this.table, property, attribute, SchemaFit.type(sample)));
		return new TimeToLiveDefinition(attribute, timeToLive.after(), timeToLive.hideExpired());
	}

	private void requirePositive(@Nullable Duration after) {
		if (after != null && after.toSeconds() <= 0) {
			throw new DaplugConfigurationException(property("time-to-live.after"),
					"must be a second or more, but is " + after,
					"Set '%s' to how long items live, such as 30d.".formatted(property("time-to-live.after")));
		}
	}

	private void requireOwn(String property, String attribute) {
		String other = this.owners.putIfAbsent(attribute, property);
		if (other != null) {
			throw new DaplugConfigurationException(property(property),
					"'%s' is the '%s' of the table already".formatted(attribute, other),
					"Set '%s' to an attribute of its own.".formatted(property(property)));
		}
	}

	private void owner(@Nullable String attribute, String property) {
		if (attribute != null) {
			this.owners.putIfAbsent(attribute, property);
		}
	}

	private String property(String name) {
		return PropertyPath.ofTable(this.table, name);
	}

}
