package io.daplug.autoconfigure.mirror;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.event.AnnouncedCall;
import io.daplug.event.ChangePublisher;
import io.daplug.event.MessageOptions;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;

/**
 * What mirrors write, and those who announce what they write. Templates and publishers
 * are looked up late: mirrors are made before them.
 *
 * @param tables the tables that mirrors may follow and write
 * @param templates the templates of these tables
 * @param publishers who announces their changes
 */
record MirrorDestinations(TableRegistry tables, ObjectProvider<DaplugTemplates> templates,
		ObjectProvider<ChangePublisher> publishers) {

	/**
	 * Returns what writes a mirror's copies.
	 * @throws DaplugConfigurationException if there is no template, or if a publisher
	 * would refuse each copy
	 */
	DaplugTemplate require(MirrorDefinition mirror) {
		DaplugTemplates known = this.templates.getObject();
		String table = mirror.destination();
		if (!known.tables().contains(table)) {
			throw new DaplugConfigurationException(PropertyPath.append("daplug.tables", table),
					"mirror '%s' writes the table, and there is no template of that name".formatted(mirror.name()),
					"Rename the application's bean '%s' that is in its place, or the table.".formatted(table));
		}
		requireTenants(mirror);
		requireHeeded(mirror);
		return known.get(table);
	}

	/** Nothing would tell whose the copies are. */
	private void requireTenants(MirrorDefinition mirror) {
		String table = mirror.destination();
		if (this.tables.require(table).tenant() != null && this.tables.require(mirror.source()).tenant() == null) {
			String property = PropertyPath.ofTable(table, "tenant");
			throw new DaplugConfigurationException(property,
					"mirror '%s' writes the table, and no tenants share its source '%s', so nothing tells whose the copies are"
						.formatted(mirror.name(), mirror.source()),
					"Remove '%s', or set '%s' too.".formatted(property,
							PropertyPath.ofTable(mirror.source(), "tenant")));
		}
	}

	/** What a publisher cannot heed, it would refuse of each copy. */
	private void requireHeeded(MirrorDefinition mirror) {
		String table = mirror.destination();
		boolean ownSchema = mirror.schema() != null && !mirror.schema().equals(this.tables.require(table).schema());
		AnnouncedCall copy = new AnnouncedCall(table, mirror.announce(), MessageOptions.DEFAULTS, ownSchema, false);
		try {
			this.publishers.forEach((publisher) -> publisher.checkCall(copy));
		}
		catch (DataAccessException ex) {
			String property = PropertyPath.ofTable(table, "sns.publish-from");
			throw new DaplugConfigurationException(property,
					"mirror '%s' writes the table, and its copies would be refused: %s".formatted(mirror.name(),
							ex.getMessage()),
					"Remove 'announce' and 'schema' of the mirror, or set '%s' to 'write'.".formatted(property));
		}
	}

}
