/** Which experiment, on which MLflow: what every activity that records or reads runs needs. */
export interface ExperimentAddress {
	readonly mlflow_url: string;
	readonly experiment: string;
	readonly experiment_id: string;
}
