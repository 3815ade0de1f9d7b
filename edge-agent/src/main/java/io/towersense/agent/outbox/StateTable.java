package io.towersense.agent.outbox;

import io.towersense.telemetry.codec.StateCodec;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.engine.DeviceState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's states on disk: one row a device. */
final class StateTable {
    private static final Logger LOG = LoggerFactory.getLogger(StateTable.class);
    private static final String READ = "SELECT device_id, boot_id, json FROM state";
    private static final String WRITE = """
            INSERT INTO state (device_id, boot_id, json) VALUES (?, ?, ?)
            ON CONFLICT (device_id) DO UPDATE SET boot_id = excluded.boot_id, json = excluded.json
            """;
    static final List<String> STATEMENTS = List.of(READ, WRITE);

    private final Database database;

    StateTable(Database database) {
        this.database = database;
    }

    /** All states. One that cannot be read is named in the log, and its device begins anew. */
    Map<String, RememberedState> read() throws SQLException {
        Map<String, RememberedState> states = new TreeMap<>();
        try (ResultSet rows = database.statement(READ).executeQuery()) {
            while (rows.next()) {
                String deviceId = rows.getString(1);
                try {
                    DeviceState state = StateCodec.decodeDevice(rows.getBytes(3));
                    states.put(deviceId, new RememberedState(state, rows.getString(2)));
                } catch (UndecodableException e) {
                    LOG.warn("The stored state of device {} is forgotten: {}", deviceId, e.getMessage());
                }
            }
        }
        return states;
    }

    void write(String deviceId, String bootId, DeviceState state) throws SQLException {
        PreparedStatement write = database.statement(WRITE);
        write.setString(1, deviceId);
        write.setString(2, bootId);
        write.setBytes(3, StateCodec.encode(state));
        write.executeUpdate();
    }
}
