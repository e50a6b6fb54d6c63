package io.daplug.autoconfigure;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.ReservedKeys;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.tenant.TenantDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.StringUtils;

/**
 * How tenants share one table, held against its keys.
 */
final class TenantMapper {

	private final String name;

	private final DaplugProperties.@Nullable Tenant properties;

	private final TenantResolvers resolvers;

	TenantMapper(String name, DaplugProperties.Table table, TenantResolvers resolvers) {
		this.name = name;
		this.properties = table.tenant();
		this.resolvers = resolvers;
	}

	/**
	 * Completes a definition.
	 * @param definition what is declared of the table beside its tenants
	 * @return the definition, with its tenants if it has any
	 */
	TableDefinition define(TableDefinitionBuilder definition) {
		TableDefinition table = definition.build();
		if (this.properties == null) {
			return table;
		}
		TenantDefinition tenant = tenant(this.properties, !table.unique().isEmpty());
		requireText(PropertyPath.ofTable(this.name, "hash-key"), table.hashKey(), table.keyType(table.hashKey()));
		table.indexes().values().forEach(this::requireText);
		return definition.tenant(tenant).build();
	}

	private TenantDefinition tenant(DaplugProperties.Tenant tenant, boolean unique) {
		String property = property("prefix");
		if (!StringUtils.hasText(tenant.prefix())) {
			throw new DaplugConfigurationException(property, "must be set",
					"Set '%s' to what comes before the hash keys of a tenant's items: \"T#{tenant}#\"."
						.formatted(property));
		}
		if (unique && tenant.prefix().startsWith(ReservedKeys.PREFIX)) {
			throw new DaplugConfigurationException(property,
					"begins with '%s', which '%s' reserves".formatted(ReservedKeys.PREFIX,
							PropertyPath.ofTable(this.name, "unique")),
					"Set '%s' to another prefix.".formatted(property));
		}
		try {
			return TenantDefinition.of(this.resolvers.resolver(property("resolver"), tenant.resolver()),
					tenant.prefix());
		}
		catch (IllegalArgumentException ex) {
			throw new DaplugConfigurationException(property, String.valueOf(ex.getMessage()),
					"Set '%s' to text with {tenant} in it: \"T#{tenant}#\".".formatted(property));
		}
	}

	private void requireText(IndexDefinition index) {
		if (!index.hashKeys().isEmpty()) {
			KeyAttribute key = index.hashKeys().get(0);
			requireText(PropertyPath.append(PropertyPath.ofTable(this.name, "indexes"), index.name()) + ".hash-key",
					key.name(), key.type());
		}
	}

	/** A number would come through without its tenant. */
	private void requireText(String property, String attribute, @Nullable ScalarAttributeType type) {
		if (type != null && type != ScalarAttributeType.S) {
			throw new DaplugConfigurationException(property,
					"'%s' is %s, and only text can have a tenant before it".formatted(attribute,
							TableDefinitionMapper.word(type)),
					"Make '%s' text, or remove '%s'.".formatted(attribute, PropertyPath.ofTable(this.name, "tenant")));
		}
	}

	private String property(String property) {
		return PropertyPath.ofTable(this.name, "tenant." + property);
	}

}
